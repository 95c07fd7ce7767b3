package dev.sluice.store;

import dev.sluice.aws.store.DynamoMessageStore;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.MessageStoreContract;
import dev.sluice.scheduling.contract.ShardStoreContract;
import dev.sluice.scheduling.contract.StandingStoreContract;
import dev.sluice.scheduling.delivery.ShardStore;
import dev.sluice.scheduling.transactional.MessageStore;
import dev.sluice.scheduling.visit.StandingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A write whose answer was lost and that is asked for again counts once, and as made")
class LostAnswersTest {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  private static Tables twice() {
    return TABLES.through(TwiceClient.of(TABLES.get().client()));
  }

  @Nested
  class OfStandings extends StandingStoreContract {

    @Override
    protected StandingStore store() {
      return new DynamoStandingStore(twice());
    }

    @Override
    protected void put(Subscriber subscriber) {
      Subscribers.put(TABLES.get(), subscriber);
    }

    @Override
    protected boolean isAtomic() {
      return StoreTables.isAtomic();
    }
  }

  @Nested
  class OfShards extends ShardStoreContract {

    @Override
    protected ShardStore store() {
      return new DynamoShardStore(twice());
    }

    @Override
    protected boolean isAtomic() {
      return StoreTables.isAtomic();
    }
  }

  @Nested
  class OfMessages extends MessageStoreContract {

    @Override
    protected MessageStore store() {
      return new DynamoMessageStore(twice());
    }

    @Override
    protected boolean isAtomic() {
      return StoreTables.isAtomic();
    }
  }
}
