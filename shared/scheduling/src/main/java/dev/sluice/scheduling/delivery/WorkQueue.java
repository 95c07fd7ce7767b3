package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.Shard;
import java.util.List;

/** Where workers are called to shards. */
@FunctionalInterface
public interface WorkQueue {

  /** Calls one worker for each shard. */
  void call(List<Shard> shards);
}
