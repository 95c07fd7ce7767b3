package dev.sluice.core.memory;

import dev.sluice.core.sharding.Lease;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.sharding.ShardStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Leases and states of shards in memory; every method is atomic. */
public final class InMemoryShardStore implements ShardStore {

  private final TreeMap<Shard, StoredShard> shards = new TreeMap<>();
  private final Map<Shard, Integer> revisitRequests = new HashMap<>();
  private final Map<Shard, Integer> seenRequests = new HashMap<>();
  private final Map<Shard, Integer> servedRequests = new HashMap<>();

  @Override
  public synchronized Optional<Lease> acquire(
      Shard shard, String holder, Instant now, Instant until) {
    StoredShard kept = kept(shard);
    if (kept.isHeldAt(now)) {
      return Optional.empty();
    }
    Optional<Instant> abandonedSince = kept.hold.map(LeaseHold::checkpointAt);
    LeaseHold hold = new LeaseHold(holder, abandonedSince.orElse(now), until);
    shards.put(shard, new StoredShard(kept.state, Optional.of(hold), Optional.empty()));
    seenRequests.put(shard, nudges(shard));
    return Optional.of(new Lease(holder, kept.state, abandonedSince));
  }

  @Override
  public synchronized boolean checkpoint(
      String holder, ShardState state, Instant now, Instant until) {
    return store(holder, state, Optional.of(new LeaseHold(holder, now, until)));
  }

  @Override
  public synchronized boolean release(String holder, ShardState state, Instant now) {
    boolean kept = store(holder, state, Optional.empty());
    if (kept) {
      servedRequests.put(state.shard(), seenRequests.getOrDefault(state.shard(), 0));
    }
    return kept;
  }

  @Override
  public synchronized void requestRevisit(Shard shard) {
    shards.putIfAbsent(shard, kept(shard));
    revisitRequests.merge(shard, 1, Integer::sum);
  }

  @Override
  public synchronized boolean markDispatched(Shard shard, Instant now, Instant until) {
    StoredShard kept = kept(shard);
    if (kept.isHeldAt(now) || kept.dispatchedUntil.filter(now::isBefore).isPresent()) {
      return false;
    }
    shards.put(shard, new StoredShard(kept.state, kept.hold, Optional.of(until)));
    return true;
  }

  @Override
  public synchronized List<ShardStatus> statuses() {
    return shards.entrySet().stream().map(kept -> glance(kept.getKey(), kept.getValue())).toList();
  }

  private ShardStatus glance(Shard shard, StoredShard kept) {
    boolean nudged = nudges(shard) > servedRequests.getOrDefault(shard, 0);
    return new ShardStatus(
        kept.state, kept.hold.map(LeaseHold::until), kept.dispatchedUntil, nudged);
  }

  private int nudges(Shard shard) {
    return revisitRequests.getOrDefault(shard, 0);
  }

  private boolean store(String holder, ShardState state, Optional<LeaseHold> next) {
    StoredShard kept = kept(state.shard());
    if (kept.hold.filter(hold -> hold.holder.equals(holder)).isEmpty()) {
      return false;
    }
    shards.put(state.shard(), new StoredShard(state, next, kept.dispatchedUntil));
    return true;
  }

  private StoredShard kept(Shard shard) {
    return Optional.ofNullable(shards.get(shard))
        .orElseGet(
            () -> new StoredShard(ShardState.initial(shard), Optional.empty(), Optional.empty()));
  }

  private record LeaseHold(String holder, Instant checkpointAt, Instant until) {}

  private record StoredShard(
      ShardState state, Optional<LeaseHold> hold, Optional<Instant> dispatchedUntil) {

    boolean isHeldAt(Instant now) {
      return hold.filter(held -> now.isBefore(held.until)).isPresent();
    }
  }
}
