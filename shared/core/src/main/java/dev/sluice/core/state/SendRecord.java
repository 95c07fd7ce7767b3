package dev.sluice.core.state;

import dev.sluice.core.policy.TopicId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A send that spent its slot.
 *
 * @param at when it was committed, in whole milliseconds
 * @param confirmation whether SES answered that it took it
 * @param events what SES's events told of it since; holds {@link SendEvent#TAKEN} if and only if
 *     the answer was lost and anything was heard
 */
public record SendRecord(
    Instant at, TopicId topic, SendKey key, Confirmation confirmation, Set<SendEvent> events) {

  /** Whether SES answered that it took a send. */
  public enum Confirmation {
    /** Handed over, with no sign to the contrary. */
    SENT,
    /** The answer was lost: it may have left, so it is charged and never sent again. */
    UNCONFIRMED
  }

  public SendRecord {
    EnumSet<SendEvent> proven = SendEvent.withImplied(events);
    proven.remove(SendEvent.TAKEN);
    if (confirmation == Confirmation.UNCONFIRMED && !events.isEmpty()) {
      proven.add(SendEvent.TAKEN);
    }
    events = Collections.unmodifiableSet(proven);
  }

  /** Creates the record of a send of which nothing was heard yet. */
  public SendRecord(Instant at, TopicId topic, SendKey key, Confirmation confirmation) {
    this(at, topic, key, confirmation, Set.of());
  }

  /**
   * Returns this record with the answer lost; what was heard of before the answer was given up for
   * lost needs none.
   */
  public SendRecord asUnconfirmed() {
    return events.isEmpty() ? new SendRecord(at, topic, key, Confirmation.UNCONFIRMED) : this;
  }

  /** Returns this record with more heard of it; equal to this one if none of it is new. */
  public SendRecord withEvents(Set<SendEvent> news) {
    EnumSet<SendEvent> all = EnumSet.noneOf(SendEvent.class);
    all.addAll(events);
    all.addAll(news);
    return new SendRecord(at, topic, key, confirmation, all);
  }

  /** Tells whether SES is known to have taken it, by its answer or by an event since. */
  public boolean isConfirmed() {
    return confirmation == Confirmation.SENT || !events.isEmpty();
  }

  /**
   * Tells whether it is a marketing send known to be delivered, with no sign that it was opened.
   */
  boolean isUnopened() {
    return events.contains(SendEvent.DELIVERED)
        && !events.contains(SendEvent.PREFETCHED)
        && !isEngaged()
        && !topic.equals(TopicId.TRANSACTIONAL);
  }

  /** Tells whether a person is known to have opened it or followed a link in it. */
  public boolean isEngaged() {
    return events.contains(SendEvent.OPENED) || events.contains(SendEvent.CLICKED);
  }
}
