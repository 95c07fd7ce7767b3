package dev.sluice.core.sharding;

import java.time.Instant;

/**
 * The span in which a worker that vanished may have committed sends without handing them over.
 *
 * @param from its last checkpoint, included
 * @param until when its lease was taken over, excluded
 */
public record InDoubtInterval(Instant from, Instant until) {

  /** Tells whether a send committed at {@code at} may never have been handed over. */
  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
