package dev.sluice.scheduling.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * A shard as seen from outside.
 *
 * @param leasedUntil when the current lease ends, if somebody holds one
 */
public record ShardGlance(ShardState state, Optional<Instant> leasedUntil) {

  /** Tells whether somebody works on the shard at {@code now}. */
  public boolean isLeasedAt(Instant now) {
    return leasedUntil.filter(now::isBefore).isPresent();
  }
}
