package dev.sluice.core.sharding;

import java.time.Instant;
import java.util.Optional;

/**
 * The exclusive right to process a shard for a limited time.
 *
 * @param holder the identifier of the holder, different for every acquisition
 * @param state the state that the previous holder stored
 * @param abandonedSince the last checkpoint of a holder that vanished without releasing, if nothing
 *     has been stored since; of several the first
 */
public record Lease(String holder, ShardState state, Optional<Instant> abandonedSince) {}
