package dev.sluice.core.state;

import dev.sluice.core.policy.TopicId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The record of a send that used its slot.
 *
 * @param at when it was committed, in whole milliseconds
 * @param confirmation whether SES confirmed that it accepted it
 * @param events the events that SES has published about it; contains {@link SendEvent#TAKEN} if and
 *     only if the response was lost and there is any event
 * @param deliveryDelay the time from {@code at} to the delivery, rounded up to seconds; empty if it
 *     is not known or below a second
 */
public record SendRecord(
    Instant at,
    TopicId topic,
    SendKey key,
    Confirmation confirmation,
    Set<SendEvent> events,
    Optional<Duration> deliveryDelay) {

  /** Whether SES confirmed that it accepted a send. */
  public enum Confirmation {
    /** Handed over, with no sign to the contrary. */
    SENT,
    /** The response was lost: it may have been sent, so it is charged and never sent again. */
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

  /** Creates the record of a send that was delivered at once, as far as it is known. */
  public SendRecord(
      Instant at, TopicId topic, SendKey key, Confirmation confirmation, Set<SendEvent> events) {
    this(at, topic, key, confirmation, events, Optional.empty());
  }

  /** Creates the record of a send without events. */
  public SendRecord(Instant at, TopicId topic, SendKey key, Confirmation confirmation) {
    this(at, topic, key, confirmation, Set.of());
  }

  /**
   * Returns this record with the response lost; a record that has events already is confirmed by
   * them.
   */
  public SendRecord asUnconfirmed() {
    return events.isEmpty() ? new SendRecord(at, topic, key, Confirmation.UNCONFIRMED) : this;
  }

  /** Returns this record with more events; equal to this one if none of them is new. */
  public SendRecord withEvents(Set<SendEvent> news) {
    EnumSet<SendEvent> all = EnumSet.noneOf(SendEvent.class);
    all.addAll(events);
    all.addAll(news);
    return new SendRecord(at, topic, key, confirmation, all, deliveryDelay);
  }

  /**
   * Returns this record with a delivery; of several that came after a second or more, the earliest
   * counts.
   */
  public SendRecord withDelivery(Instant delivered) {
    long millis = Duration.between(at, delivered).toMillis();
    if (millis < 1_000) {
      return this;
    }
    Duration delay = Duration.ofSeconds((millis + 999) / 1_000);
    return deliveryDelay.filter(known -> known.compareTo(delay) <= 0).isPresent()
        ? this
        : new SendRecord(at, topic, key, confirmation, events, Optional.of(delay));
  }

  /**
   * Returns whether {@code then} is within {@code period} after the delivery, as far as its instant
   * is known; to the second, in favour of within.
   */
  public boolean isSoonAfterDelivery(Instant then, Duration period) {
    return deliveryDelay
        .map(at::plus)
        .filter(delivered ->
            then.isAfter(delivered.minusSeconds(1)) && then.isBefore(delivered.plus(period)))
        .isPresent();
  }

  /** Returns whether SES is known to have accepted it, by its response or by a later event. */
  public boolean isConfirmed() {
    return confirmation == Confirmation.SENT || !events.isEmpty();
  }

  /**
   * Returns whether it is a marketing send known to be delivered, without a sign that it was
   * opened.
   */
  boolean isUnopened() {
    return events.contains(SendEvent.DELIVERED)
        && !events.contains(SendEvent.PREFETCHED)
        && !isEngaged()
        && !topic.equals(TopicId.TRANSACTIONAL);
  }

  /** Returns whether a person is known to have opened it or followed a link in it. */
  public boolean isEngaged() {
    return events.contains(SendEvent.OPENED) || events.contains(SendEvent.CLICKED);
  }
}
