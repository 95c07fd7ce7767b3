package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.delivery.Lease;
import dev.sluice.scheduling.delivery.ShardGlance;
import dev.sluice.scheduling.delivery.ShardState;
import dev.sluice.scheduling.delivery.ShardStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Leases and states of shards in memory; every method is atomic. */
public final class MemoryShardStore implements ShardStore {

  private final TreeMap<Shard, Kept> shards = new TreeMap<>();
  private final Map<Shard, Integer> nudges = new HashMap<>();
  private final Map<Shard, Integer> seen = new HashMap<>();
  private final Map<Shard, Integer> served = new HashMap<>();

  @Override
  public synchronized Optional<Lease> acquire(
      Shard shard, String holder, Instant now, Instant until) {
    Kept kept = kept(shard);
    if (kept.isHeldAt(now)) {
      return Optional.empty();
    }
    Optional<Instant> abandonedSince = kept.hold.map(Hold::checkpointAt);
    Hold hold = new Hold(holder, abandonedSince.orElse(now), until);
    shards.put(shard, new Kept(kept.state, Optional.of(hold), Optional.empty()));
    seen.put(shard, nudges(shard));
    return Optional.of(new Lease(holder, kept.state, abandonedSince));
  }

  @Override
  public synchronized boolean checkpoint(
      String holder, ShardState state, Instant now, Instant until) {
    return store(holder, state, Optional.of(new Hold(holder, now, until)));
  }

  @Override
  public synchronized boolean release(String holder, ShardState state, Instant now) {
    boolean kept = store(holder, state, Optional.empty());
    if (kept) {
      served.put(state.shard(), seen.getOrDefault(state.shard(), 0));
    }
    return kept;
  }

  @Override
  public synchronized void nudge(Shard shard) {
    shards.putIfAbsent(shard, kept(shard));
    nudges.merge(shard, 1, Integer::sum);
  }

  @Override
  public synchronized boolean summon(Shard shard, Instant now, Instant until) {
    Kept kept = kept(shard);
    if (kept.isHeldAt(now) || kept.calledUntil.filter(now::isBefore).isPresent()) {
      return false;
    }
    shards.put(shard, new Kept(kept.state, kept.hold, Optional.of(until)));
    return true;
  }

  @Override
  public synchronized List<ShardGlance> glance() {
    return shards.entrySet().stream().map(kept -> glance(kept.getKey(), kept.getValue())).toList();
  }

  private ShardGlance glance(Shard shard, Kept kept) {
    boolean nudged = nudges(shard) > served.getOrDefault(shard, 0);
    return new ShardGlance(kept.state, kept.hold.map(Hold::until), kept.calledUntil, nudged);
  }

  private int nudges(Shard shard) {
    return nudges.getOrDefault(shard, 0);
  }

  private boolean store(String holder, ShardState state, Optional<Hold> next) {
    Kept kept = kept(state.shard());
    if (kept.hold.filter(hold -> hold.holder.equals(holder)).isEmpty()) {
      return false;
    }
    shards.put(state.shard(), new Kept(state, next, kept.calledUntil));
    return true;
  }

  private Kept kept(Shard shard) {
    return Optional.ofNullable(shards.get(shard))
        .orElseGet(() -> new Kept(ShardState.untouched(shard), Optional.empty(), Optional.empty()));
  }

  private record Hold(String holder, Instant checkpointAt, Instant until) {}

  private record Kept(ShardState state, Optional<Hold> hold, Optional<Instant> calledUntil) {

    boolean isHeldAt(Instant now) {
      return hold.filter(held -> now.isBefore(held.until)).isPresent();
    }
  }
}
