package dev.sluice.core.sharding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of the shards' leases and states. */
public interface ShardStore {

  /**
   * Takes the lease of a shard unless another holder has it.
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
   * Stores the state and releases the lease, in one conditional write.
   *
   * @return false if the lease has been taken over: nothing was stored
   */
  boolean release(String holder, ShardState state, Instant now);

  /**
   * Marks a shard as dispatched, unless it is marked already; taking the lease clears the mark.
   *
   * @param until when the dispatch counts as lost and the shard may be dispatched again
   * @return false if the shard is dispatched and no worker has taken it yet, or is leased
   */
  boolean markDispatched(Shard shard, Instant now, Instant until);

  /**
   * Notes that a subscriber of a shard has become due earlier than the shard's state says. The note
   * counts until a worker releases a lease that it took after the note was made.
   */
  void requestRevisit(Shard shard);

  /**
   * Returns the status of every shard that is stored; a shard that is not among them has not been
   * processed, dispatched or noted for a revisit.
   */
  List<ShardStatus> statuses();
}
