package dev.sluice.core.sharding;

import java.time.Instant;

/**
 * The interval in which a vanished worker may have committed sends without sending them.
 *
 * @param from its last checkpoint, included
 * @param until when its lease was taken over, excluded
 */
public record InDoubtInterval(Instant from, Instant until) {

  /** Returns whether a send committed at {@code at} may never have been handed to SES. */
  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
