package dev.sluice.core.sharding;

import java.util.List;

/** Where workers are called to shards. */
@FunctionalInterface
public interface WorkQueue {

  /** Calls one worker for each shard. */
  void enqueue(List<Shard> shards);
}
