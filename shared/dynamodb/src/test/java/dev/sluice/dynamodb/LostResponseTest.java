package dev.sluice.dynamodb;

import dev.sluice.core.contract.MessageStoreContract;
import dev.sluice.core.contract.ShardStoreContract;
import dev.sluice.core.contract.StateCommitContract;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.transactional.MessageStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.fixture.LostResponseClient;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.message.DynamoMessageStore;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("A write whose answer was lost and that is asked for again counts once, and as made")
class LostResponseTest {

  private static DynamoTables tablesThatLoseResponses() {
    return DynamoStoreFixture.TABLES.withClient(
        LostResponseClient.wrap(DynamoStoreFixture.TABLES.get().client()));
  }

  @Nested
  class SubscriberStateWrites implements StateCommitContract, DynamoStoreFixture {

    @Override
    public SubscriberRepository repository() {
      return new DynamoSubscriberRepository(tablesThatLoseResponses());
    }
  }

  @Nested
  class ShardWrites extends ShardStoreContract implements DynamoStoreFixture {

    @Override
    protected ShardStore store() {
      return new DynamoShardStore(tablesThatLoseResponses());
    }
  }

  @Nested
  class MessageWrites extends MessageStoreContract implements DynamoStoreFixture {

    @Override
    protected MessageStore store() {
      return new DynamoMessageStore(tablesThatLoseResponses());
    }
  }
}
