package dev.sluice.benchmarks;

import dev.sluice.core.sharding.Lease;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.sharding.ShardStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A shard store in memory; each shard has one worker, so that it grants every lease. */
final class BenchShardStore implements ShardStore {

  private final Map<Shard, ShardState> states = new ConcurrentHashMap<>();

  @Override
  public Optional<Lease> acquire(Shard shard, String holder, Instant now, Instant until) {
    ShardState state = states.getOrDefault(shard, ShardState.initial(shard));
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
  public boolean markDispatched(Shard shard, Instant now, Instant until) {
    return false;
  }

  @Override
  public void requestRevisit(Shard shard) {
    // every shard has its worker all the time
  }

  @Override
  public List<ShardStatus> statuses() {
    return states.values().stream().map(ShardStatus::idle).toList();
  }
}
