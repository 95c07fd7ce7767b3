package dev.sluice.store;

import dev.sluice.aws.store.DynamoMessageStore;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.scheduling.contract.MessageStoreContract;
import dev.sluice.scheduling.contract.ShardStoreContract;
import dev.sluice.scheduling.contract.StandingStoreContract;
import dev.sluice.scheduling.delivery.ShardStore;
import dev.sluice.scheduling.transactional.MessageStore;
import dev.sluice.scheduling.visit.StandingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("A write whose answer was lost and that is asked for again counts once, and as made")
class LostAnswersTest {

  private static Tables twice() {
    return OnTables.TABLES.through(TwiceClient.of(OnTables.TABLES.get().client()));
  }

  @Nested
  class OfStandings extends StandingStoreContract implements OnTables {

    @Override
    protected StandingStore store() {
      return new DynamoStandingStore(twice());
    }
  }

  @Nested
  class OfShards extends ShardStoreContract implements OnTables {

    @Override
    protected ShardStore store() {
      return new DynamoShardStore(twice());
    }
  }

  @Nested
  class OfMessages extends MessageStoreContract implements OnTables {

    @Override
    protected MessageStore store() {
      return new DynamoMessageStore(twice());
    }
  }
}
