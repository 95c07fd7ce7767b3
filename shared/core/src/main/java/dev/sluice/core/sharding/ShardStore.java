package dev.sluice.core.sharding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where leases and states of shards are kept. */
public interface ShardStore {

  /**
   * Takes the lease of a shard unless somebody holds it.
   *
   * @param holder different for every acquisition
   * @param until when the lease ends by itself, after {@code now}
   * @return empty if another holder's lease has not ended at {@code now}
   */
  Optional<Lease> acquire(Shard shard, String holder, Instant now, Instant until);

  /**
   * Stores the state and extends the lease, in one conditional write.
   *
   * @return false if the lease has been taken over: nothing was stored, and work must stop
   */
  boolean checkpoint(String holder, ShardState state, Instant now, Instant until);

  /**
   * Stores the state and gives the lease back, in one conditional write.
   *
   * @return false if the lease has been taken over: nothing was stored
   */
  boolean release(String holder, ShardState state, Instant now);

  /**
   * Notes that a worker has been called for a shard, unless that call is already on its way; taking
   * the lease clears the note.
   *
   * @param until when the call is given up for lost and another may be made
   * @return false if a worker was called before and has not come yet, or holds the lease
   */
  boolean markDispatched(Shard shard, Instant now, Instant until);

  /**
   * Notes that somebody of a shard has become due earlier than the shard's state says. The note
   * counts until a worker gives back a lease that it took after the note was made.
   */
  void requestRevisit(Shard shard);

  /** Returns every shard that has been worked on or nudged, in one read. */
  List<ShardStatus> statuses();
}
