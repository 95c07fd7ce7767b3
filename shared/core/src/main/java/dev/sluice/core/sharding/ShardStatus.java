package dev.sluice.core.sharding;

import java.time.Instant;
import java.util.Optional;

/**
 * A shard's state, lease and dispatch, as read without taking its lease.
 *
 * @param leasedUntil when the current lease ends, if there is one
 * @param dispatchedUntil when the current dispatch times out, if there is one
 * @param revisitRequested whether a subscriber has become due earlier than the state says
 */
public record ShardStatus(
    ShardState state,
    Optional<Instant> leasedUntil,
    Optional<Instant> dispatchedUntil,
    boolean revisitRequested) {

  /** Returns the status of a shard without a lease or a dispatch. */
  public static ShardStatus idle(ShardState state) {
    return new ShardStatus(state, Optional.empty(), Optional.empty(), false);
  }

  /** Returns whether a worker holds the shard's lease at {@code now}. */
  public boolean isLeasedAt(Instant now) {
    return leasedUntil.filter(now::isBefore).isPresent();
  }

  /** Returns whether the shard is dispatched at {@code now} and no worker has taken it yet. */
  public boolean awaitsWorkerAt(Instant now) {
    return !isLeasedAt(now) && dispatchedUntil.filter(now::isBefore).isPresent();
  }
}
