package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.ShardStoreContract;
import dev.sluice.scheduling.delivery.ShardStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of shards kept in memory")
final class MemoryShardStoreTest extends ShardStoreContract {

  private final ShardStore store = new MemoryShardStore();

  @Override
  protected ShardStore store() {
    return store;
  }
}
