package dev.sluice.store;

import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.scheduling.contract.ShardStoreContract;
import dev.sluice.scheduling.delivery.ShardStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoShardStoreTest extends ShardStoreContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected ShardStore store() {
    return new DynamoShardStore(TABLES.get());
  }

  @Override
  protected boolean isAtomic() {
    return StoreTables.isAtomic();
  }
}
