package dev.sluice.core.contract;

import dev.sluice.core.state.ConsentStore;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.Subscriber;

/** What lies beside a store under test that keeps something of subscribers, in the same place. */
public interface SubscriberStoresFixture extends ConcurrencyContract {

  /** Returns the standings, the same ones during a test. */
  SubscriberRepository repository();

  /** Returns the record of consents, the same one during a test. */
  ConsentStore consents();

  /** Stores a subscriber without a standing. */
  void saveSubscriber(Subscriber subscriber);
}
