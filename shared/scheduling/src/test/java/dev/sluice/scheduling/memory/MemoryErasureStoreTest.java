package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.ErasureStoreContract;
import dev.sluice.scheduling.desk.ErasureStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of erasures kept in memory")
final class MemoryErasureStoreTest extends ErasureStoreContract implements InMemory {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected ErasureStore store() {
    return subscribers;
  }

  @Override
  public MemorySubscribers subscribers() {
    return subscribers;
  }
}
