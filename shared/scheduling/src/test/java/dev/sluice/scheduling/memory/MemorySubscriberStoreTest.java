package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.SubscriberStoreContract;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberStore;

final class MemorySubscriberStoreTest extends SubscriberStoreContract {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected SubscriberStore store() {
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
}
