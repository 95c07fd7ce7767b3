package dev.sluice.core.memory;

import dev.sluice.core.contract.ShardStoreContract;
import dev.sluice.core.sharding.ShardStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Shards in memory")
final class InMemoryShardStoreTest extends ShardStoreContract {

  private final ShardStore store = new InMemoryShardStore();

  @Override
  protected ShardStore store() {
    return store;
  }
}
