package dev.sluice.core.consent;

import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Optional;

/**
 * The record of every change of consent, for reading.
 *
 * <p>Records are written in the transaction that changes the subscriber's state.
 */
public interface ConsentRecords {

  /** Actions on one page: even if each changes every topic, a response stays within bounds. */
  int MAX_PAGE = 100;

  /**
   * Returns the records of one subscriber, the newest action first, by a consistent read.
   *
   * @param after the token of the previous page, empty for the first page
   * @param limit actions on the page, 1 to {@value #MAX_PAGE}; each has one record per change
   */
  Page records(SubscriberId subscriber, Optional<String> after, int limit);

  /**
   * Returns the records of all subscribers, each subscriber's in the order they were made.
   *
   * @param after the token of the previous page, empty for the first page
   * @param limit actions on the page, 1 to {@value #MAX_PAGE}; each has one record per change
   */
  Page records(Optional<String> after, int limit);

  /**
   * One page of records.
   *
   * @param next the token of the next page, empty on the last page
   */
  record Page(List<ConsentRecord> records, Optional<String> next) {
    public Page {
      records = List.copyOf(records);
    }
  }
}
