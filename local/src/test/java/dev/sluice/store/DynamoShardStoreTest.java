package dev.sluice.store;

import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.scheduling.contract.ShardStoreContract;
import dev.sluice.scheduling.delivery.ShardStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of shards kept in DynamoDB")
class DynamoShardStoreTest extends ShardStoreContract implements OnTables {

  @Override
  protected ShardStore store() {
    return new DynamoShardStore(TABLES.get());
  }
}
