package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.SubscriberStores;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.visit.StandingStore;

/** A suite of a store that lies in memory, beside the others. */
interface InMemory extends SubscriberStores {

  /** Returns what keeps all of them, the same one during a test. */
  MemorySubscribers subscribers();

  @Override
  default StandingStore standings() {
    return subscribers();
  }

  @Override
  default ConsentStore consents() {
    return subscribers();
  }

  @Override
  default void put(Subscriber subscriber) {
    subscribers().put(subscriber);
  }
}
