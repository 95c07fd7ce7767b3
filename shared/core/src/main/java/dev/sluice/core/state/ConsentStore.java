package dev.sluice.core.state;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Optional;

/** Where every change of consent is kept, beside the standings that it changed. */
public interface ConsentStore {

  /** Acts on one page: even with every topic changed in each, an answer stays within bounds. */
  int MAX_PAGE = 100;

  /** Changes of one act: as many as a subscriber has topics, and the few that are for all mail. */
  int MAX_CHANGES = 110;

  /**
   * Writes a standing if the stored one still has the version that {@code changed} was read with,
   * and the records of what changed in it: both or neither.
   *
   * @param records of one act, of the standing's subscriber, 1 to {@value #MAX_CHANGES}
   * @return whether both were written; then the standing's stored version is one higher
   */
  default Commit commit(SubscriberState changed, List<ConsentRecord> records) {
    return commit(changed, records, EventCountDelta.NONE);
  }

  /**
   * Does the same, and counts what is heard by it of the campaign whose message led to it.
   *
   * @param news what the standing knows more of its sends than the stored one
   */
  Commit commit(SubscriberState changed, List<ConsentRecord> records, EventCountDelta news);

  /**
   * Returns the standing of a subscriber as last written, blank if none is stored; it may be there
   * before its subscriber is.
   */
  SubscriberState findState(SubscriberId subscriber);

  /**
   * Returns the records of one subscriber, those of the newest act first, as last written.
   *
   * @param after where the page begins: what the page before named, empty for the first
   * @param limit most acts of the page, 1 to {@value #MAX_PAGE}; each has a record per change
   */
  Page records(SubscriberId subscriber, Optional<String> after, int limit);

  /**
   * Returns the records of all subscribers, each one's acts in the order in which they were made.
   *
   * @param after where the page begins: what the page before named, empty for the first
   * @param limit most acts of the page, 1 to {@value #MAX_PAGE}; each has a record per change
   */
  Page records(Optional<String> after, int limit);

  /**
   * Some records.
   *
   * @param next where the next page begins, empty if this one is the last
   */
  record Page(List<ConsentRecord> records, Optional<String> next) {
    public Page {
      records = List.copyOf(records);
    }
  }
}
