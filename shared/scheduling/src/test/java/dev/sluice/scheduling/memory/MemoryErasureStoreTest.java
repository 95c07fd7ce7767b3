package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.ErasureStoreContract;
import dev.sluice.scheduling.desk.ErasureStore;

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
