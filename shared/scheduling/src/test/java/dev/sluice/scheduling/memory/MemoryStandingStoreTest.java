package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.StandingStoreContract;
import dev.sluice.scheduling.visit.StandingStore;

final class MemoryStandingStoreTest extends StandingStoreContract implements InMemory {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected StandingStore store() {
    return subscribers;
  }

  @Override
  public MemorySubscribers subscribers() {
    return subscribers;
  }
}
