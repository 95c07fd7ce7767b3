package dev.sluice.core.sharding;

import java.time.Instant;
import java.util.Optional;

/**
 * The right to work on a shard for a while.
 *
 * @param holder who holds it, different for every acquisition
 * @param state what the previous holder left behind
 * @param abandonedSince the last checkpoint of a holder that vanished without releasing, if nothing
 *     has been stored since; of several the first
 */
public record Lease(String holder, ShardState state, Optional<Instant> abandonedSince) {}
