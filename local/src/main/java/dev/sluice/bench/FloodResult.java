package dev.sluice.bench;

import java.util.Map;

/**
 * How a campaign went out in quiet and under a flood.
 *
 * @param quiet messages by simulated minute
 * @param flooded the same under the flood
 * @param answers what the flood was answered, by status
 * @param slower real time under the flood as a multiple of that in quiet
 */
public record FloodResult(
    Map<Long, Long> quiet, Map<Long, Long> flooded, Map<Integer, Integer> answers, double slower) {

  public FloodResult {
    quiet = Map.copyOf(quiet);
    flooded = Map.copyOf(flooded);
    answers = Map.copyOf(answers);
  }

  /** Tells whether every minute had as many messages, and every request of the flood an answer. */
  public boolean holds() {
    return quiet.equals(flooded)
        && answers.values().stream().mapToInt(Integer::intValue).sum() == Flood.REQUESTS
        && Flood.EXPECTED.containsAll(answers.keySet());
  }
}
