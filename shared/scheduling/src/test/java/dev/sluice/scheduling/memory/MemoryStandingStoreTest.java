package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.StandingStoreContract;
import dev.sluice.scheduling.visit.StandingStore;

final class MemoryStandingStoreTest extends StandingStoreContract {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected StandingStore store() {
    return subscribers;
  }

  @Override
  protected void put(Subscriber subscriber) {
    subscribers.put(subscriber);
  }
}
