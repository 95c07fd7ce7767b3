package dev.sluice.scheduling.standing;

import dev.sluice.scheduling.policy.TopicId;
import java.time.Instant;

/**
 * A send that spent its slot.
 *
 * @param at when it was committed, in whole milliseconds
 * @param confirmation whether SES is known to have taken it
 */
public record SendRecord(Instant at, TopicId topic, SendKey key, Confirmation confirmation) {

  /** Whether SES is known to have taken a send. */
  public enum Confirmation {
    /** Handed over, with no sign to the contrary. */
    SENT,
    /** The answer was lost: it may have left, so it is charged and never sent again. */
    UNCONFIRMED
  }

  /** Returns this record with another confirmation. */
  public SendRecord with(Confirmation other) {
    return new SendRecord(at, topic, key, other);
  }
}
