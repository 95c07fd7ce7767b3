package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.ErasureStoreContract;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.desk.ErasureStore;
import dev.sluice.scheduling.visit.StandingStore;

final class MemoryErasureStoreTest extends ErasureStoreContract {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected ErasureStore store() {
    return subscribers;
  }

  @Override
  protected StandingStore standings() {
    return subscribers;
  }

  @Override
  protected ConsentStore consents() {
    return subscribers;
  }

  @Override
  protected void put(Subscriber subscriber) {
    subscribers.put(subscriber);
  }
}
