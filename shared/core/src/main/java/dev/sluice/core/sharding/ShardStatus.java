package dev.sluice.core.sharding;

import java.time.Instant;
import java.util.Optional;

/**
 * A shard as seen from outside.
 *
 * @param leasedUntil when the current lease ends, if somebody holds one
 * @param dispatchedUntil when a call for a worker is given up, if one is on its way
 * @param revisitRequested whether somebody has become due earlier than the state says
 */
public record ShardStatus(
    ShardState state,
    Optional<Instant> leasedUntil,
    Optional<Instant> dispatchedUntil,
    boolean revisitRequested) {

  /** Returns the glance at a shard on which nobody works and to which nobody is called. */
  public static ShardStatus idle(ShardState state) {
    return new ShardStatus(state, Optional.empty(), Optional.empty(), false);
  }

  /** Tells whether somebody works on the shard at {@code now}. */
  public boolean isLeasedAt(Instant now) {
    return leasedUntil.filter(now::isBefore).isPresent();
  }

  /** Tells whether a worker has been called at {@code now} and has not come yet. */
  public boolean awaitsWorkerAt(Instant now) {
    return !isLeasedAt(now) && dispatchedUntil.filter(now::isBefore).isPresent();
  }
}
