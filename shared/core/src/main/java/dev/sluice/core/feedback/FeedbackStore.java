package dev.sluice.core.feedback;

import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where standings are kept together with the counts of what was heard. */
public interface FeedbackStore {

  /**
   * Most standings of one commit: with a record of consents and a count each for campaign and day,
   * the 100 writes of a transaction.
   */
  int MAX_COMMIT = 25;

  /** Returns the subscriber and their standing as last written, empty if there is no subscriber. */
  Optional<SubscriberRecord> find(SubscriberId id);

  /**
   * Writes standings, each if it still has the version that was read, keeps the record of changed
   * consents, and counts the news: everything, or nothing at all.
   *
   * @param hearings of different subscribers, none idle, 1 to {@value #MAX_COMMIT}
   * @param at when it is committed
   * @return {@link SubscriberRepository.Commit#CONFLICT} if others wrote to one of them first
   */
  SubscriberRepository.Commit commit(List<FeedbackUpdate> hearings, Instant at);
}
