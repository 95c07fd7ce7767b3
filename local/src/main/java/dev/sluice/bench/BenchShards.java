package dev.sluice.bench;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.delivery.Lease;
import dev.sluice.scheduling.delivery.ShardGlance;
import dev.sluice.scheduling.delivery.ShardState;
import dev.sluice.scheduling.delivery.ShardStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** States of shards in memory; each shard has one worker, so that every lease is granted. */
final class BenchShards implements ShardStore {

  private final Map<Shard, ShardState> states = new ConcurrentHashMap<>();

  @Override
  public Optional<Lease> acquire(Shard shard, String holder, Instant now, Instant until) {
    ShardState state = states.getOrDefault(shard, ShardState.untouched(shard));
    return Optional.of(new Lease(holder, state, Optional.empty()));
  }

  @Override
  public boolean checkpoint(String holder, ShardState state, Instant now, Instant until) {
    states.put(state.shard(), state);
    return true;
  }

  @Override
  public boolean release(String holder, ShardState state, Instant now) {
    states.put(state.shard(), state);
    return true;
  }

  @Override
  public boolean summon(Shard shard, Instant now, Instant until) {
    return false;
  }

  @Override
  public void nudge(Shard shard) {
    // every shard has its worker all the time
  }

  @Override
  public List<ShardGlance> glance() {
    return states.values().stream().map(ShardGlance::of).toList();
  }
}
