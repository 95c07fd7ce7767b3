package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.ConsentStoreContract;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.visit.StandingStore;

final class MemoryConsentStoreTest extends ConsentStoreContract {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected ConsentStore store() {
    return subscribers;
  }

  @Override
  protected StandingStore standings() {
    return subscribers;
  }

  @Override
  protected void put(Subscriber subscriber) {
    subscribers.put(subscriber);
  }
}
