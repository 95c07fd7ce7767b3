package dev.sluice.scheduling.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * A shard as seen from outside.
 *
 * @param leasedUntil when the current lease ends, if somebody holds one
 * @param nudged whether somebody has become due earlier than the state says
 */
public record ShardGlance(ShardState state, Optional<Instant> leasedUntil, boolean nudged) {

  /** Creates the glance of a shard that nobody nudged. */
  public ShardGlance(ShardState state, Optional<Instant> leasedUntil) {
    this(state, leasedUntil, false);
  }

  /** Tells whether somebody works on the shard at {@code now}. */
  public boolean isLeasedAt(Instant now) {
    return leasedUntil.filter(now::isBefore).isPresent();
  }
}
