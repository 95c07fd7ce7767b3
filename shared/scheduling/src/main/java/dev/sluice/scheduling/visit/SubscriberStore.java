package dev.sluice.scheduling.visit;

import java.util.List;

/** Where subscribers are kept; their standings are kept beside them. */
public interface SubscriberStore {

  /**
   * Stores a subscriber who is not stored yet, and what they have chosen, together or not at all.
   *
   * @return false if a subscriber with this identifier is stored: nothing was changed
   */
  boolean create(Enrolment enrolment);

  /**
   * Creates or replaces subscribers, and sets what they have chosen in topics they name; other
   * choices, what was sent and what waits stay as they are. Repeating it is harmless.
   *
   * @param enrolments with different identifiers, at most {@value #MAX_BATCH}
   */
  void putAll(List<Enrolment> enrolments);

  /** Subscribers that can be stored in one call. */
  int MAX_BATCH = 100;
}
