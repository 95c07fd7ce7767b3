package dev.sluice.core.sharding;

import java.util.List;

/** The queue from which workers take shards. */
@FunctionalInterface
public interface WorkQueue {

  /** Queues each shard once. */
  void enqueue(List<Shard> shards);
}
