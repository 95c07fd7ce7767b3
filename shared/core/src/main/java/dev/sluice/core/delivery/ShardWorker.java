package dev.sluice.core.delivery;

import dev.sluice.core.sharding.Lease;
import dev.sluice.core.sharding.Shard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Works on one shard while it holds the shard's lease: who is due, and the walks, in fair turns.
 *
 * <p>Everything it has done since its last checkpoint can be done again without harm, so a worker
 * may be killed at any instant.
 */
public final class ShardWorker {

  /** How long a lease lasts beyond the last checkpoint; a vanished worker blocks no longer. */
  public static final Duration LEASE_DURATION = Duration.ofMinutes(2);

  private final WorkerDependencies dependencies;
  private final Supplier<String> holderIds;

  /**
   * Creates a worker.
   *
   * @param holders names of lease holders, a different one each time
   */
  public ShardWorker(WorkerDependencies workplace, Supplier<String> holders) {
    this.dependencies = workplace;
    this.holderIds = holders;
  }

  /**
   * Works until nothing is left to do now, others have waited for long enough, or the deadline has
   * come.
   *
   * @param deadline when to stop taking up subscribers; less than the lease's length ahead is never
   *     needed, more is harmless since checkpoints extend the lease
   * @throws InterruptedException if interrupted while waiting for permits; the lease ends by itself
   */
  public RunResult work(Shard shard, Instant deadline) throws InterruptedException {
    String holder = holderIds.get();
    Instant now = dependencies.now();
    Optional<Lease> lease =
        dependencies.shards().acquire(shard, holder, now, now.plus(LEASE_DURATION));
    return lease.isPresent()
        ? new ShardRun(dependencies, lease.get(), now).work(deadline)
        : RunResult.LEASED_ELSEWHERE;
  }

  /** How a run on a shard ended. */
  public enum RunResult {
    /** Nothing is left to do now. */
    DONE,
    /** Time ran out with work left. */
    OUT_OF_TIME,
    /** Work is left, and other shards waited for a worker: they go first. */
    YIELDED,
    /** No permits are to be had for a while: sending is disabled, or the day's quota is spent. */
    PARKED,
    /** Another worker holds the lease, or has taken it over. */
    LEASED_ELSEWHERE
  }
}
