package dev.sluice.scheduling.contract;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.visit.StandingStore;

/** What lies beside a store under test that keeps something of subscribers, in the same place. */
public interface SubscriberStores extends Contended {

  /** Returns the standings, the same ones during a test. */
  StandingStore standings();

  /** Returns the record of consents, the same one during a test. */
  ConsentStore consents();

  /** Stores a subscriber without a standing. */
  void put(Subscriber subscriber);
}
