package dev.sluice.core.memory;

import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.contract.SubscriberStoresFixture;
import dev.sluice.core.erasure.ErasureMarks;
import dev.sluice.core.feedback.MailboxProviderStats;
import dev.sluice.core.feedback.ReputationStats;
import dev.sluice.core.feedback.SendEventCounts;
import dev.sluice.core.state.SubscriberRepository;

/** The stores of subscribers in memory. */
interface InMemorySubscriberStoresFixture extends SubscriberStoresFixture {

  /** Returns the object that is all of the stores, the same during a test. */
  InMemorySubscribers subscribers();

  @Override
  default SubscriberRepository repository() {
    return subscribers();
  }

  @Override
  default ConsentRecords consents() {
    return subscribers();
  }

  @Override
  default ErasureMarks erasureMarks() {
    return subscribers();
  }

  @Override
  default SendEventCounts eventCounts() {
    return subscribers();
  }

  @Override
  default MailboxProviderStats providers() {
    return subscribers();
  }

  @Override
  default ReputationStats reputation() {
    return subscribers();
  }
}
