package dev.sluice.core.memory;

import dev.sluice.core.contract.SubscriberStoresFixture;
import dev.sluice.core.state.ConsentStore;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.Subscriber;

/** A suite of a store that lies in memory, beside the others. */
interface InMemorySubscriberStoresFixture extends SubscriberStoresFixture {

  /** Returns what keeps all of them, the same one during a test. */
  InMemorySubscribers subscribers();

  @Override
  default SubscriberRepository repository() {
    return subscribers();
  }

  @Override
  default ConsentStore consents() {
    return subscribers();
  }

  @Override
  default void saveSubscriber(Subscriber subscriber) {
    subscribers().save(subscriber);
  }
}
