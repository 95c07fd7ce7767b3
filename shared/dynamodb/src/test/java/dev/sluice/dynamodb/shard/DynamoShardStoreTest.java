package dev.sluice.dynamodb.shard;

import dev.sluice.core.contract.ShardStoreContract;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Shards in DynamoDB")
class DynamoShardStoreTest extends ShardStoreContract implements DynamoStoreFixture {

  @Override
  protected ShardStore store() {
    return new DynamoShardStore(TABLES.get());
  }
}
