package dev.sluice.scheduling.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * A shard as seen from outside.
 *
 * @param leasedUntil when the current lease ends, if somebody holds one
 * @param calledUntil when a call for a worker is given up, if one is on its way
 * @param nudged whether somebody has become due earlier than the state says
 */
public record ShardGlance(
    ShardState state,
    Optional<Instant> leasedUntil,
    Optional<Instant> calledUntil,
    boolean nudged) {

  /** Returns the glance at a shard on which nobody works and to which nobody is called. */
  public static ShardGlance of(ShardState state) {
    return new ShardGlance(state, Optional.empty(), Optional.empty(), false);
  }

  /** Tells whether somebody works on the shard at {@code now}. */
  public boolean isLeasedAt(Instant now) {
    return leasedUntil.filter(now::isBefore).isPresent();
  }

  /** Tells whether a worker has been called at {@code now} and has not come yet. */
  public boolean waitsAt(Instant now) {
    return !isLeasedAt(now) && calledUntil.filter(now::isBefore).isPresent();
  }
}
