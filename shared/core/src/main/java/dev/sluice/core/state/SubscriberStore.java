package dev.sluice.core.state;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.subscriber.Subscriber;
import java.util.List;

/** Where subscribers are kept; their standings are kept beside them. */
public interface SubscriberStore {

  /** Subscribers that can be stored in one call. */
  int MAX_BATCH = 100;

  /**
   * Stores a subscriber who is not stored yet; with records, also the standing that they changed,
   * if the stored one still has the version that {@code chosen} was read with, and the records:
   * together or not at all.
   *
   * @param chosen what the subscriber chose; without records it is as it was read, and not written
   */
  Creation create(Subscriber subscriber, SubscriberState chosen, List<ConsentRecord> records);

  /** What became of a subscriber who was to be created. */
  enum Creation {
    /** They are stored. */
    CREATED,
    /** A subscriber with this identifier is stored: nothing was changed. */
    EXISTS,
    /** Their standing was changed by somebody else: nothing was changed. */
    CONFLICT
  }

  /**
   * Creates or replaces subscribers; where we stand with them stays as it is. Repeating it is
   * harmless.
   *
   * @param subscribers with different identifiers, at most {@value #MAX_BATCH}
   */
  void saveAll(List<Subscriber> subscribers);
}
