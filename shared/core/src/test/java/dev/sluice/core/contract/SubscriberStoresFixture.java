package dev.sluice.core.contract;

import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.erasure.ErasureMarks;
import dev.sluice.core.feedback.MailboxProviderStats;
import dev.sluice.core.feedback.ReputationStats;
import dev.sluice.core.feedback.SendEventCounts;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.Subscriber;
import java.util.List;

/** The repository of subscribers and the readers of what it stores, the same during a test. */
public interface SubscriberStoresFixture extends ConcurrencyContract {

  /** Returns the repository. */
  SubscriberRepository repository();

  /** Returns the reader of the consent records that the repository stores. */
  ConsentRecords consents();

  /** Returns the reader of the erasure marks that the repository stores. */
  ErasureMarks erasureMarks();

  /** Returns the counts by campaign that the repository adds to. */
  SendEventCounts eventCounts();

  /** Returns the counts by day that the repository adds to. */
  ReputationStats reputation();

  /** Returns the counts by day and provider that the repository adds to. */
  MailboxProviderStats providers();

  /** Stores a subscriber without a state. */
  default void saveSubscriber(Subscriber subscriber) {
    repository().saveAll(List.of(subscriber));
  }
}
