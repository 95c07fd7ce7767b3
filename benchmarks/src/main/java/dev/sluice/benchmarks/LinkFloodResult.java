package dev.sluice.benchmarks;

import java.util.Map;

/**
 * How a campaign went out in quiet and under a flood.
 *
 * @param quiet messages by simulated minute
 * @param flooded the same under the flood
 * @param answers what the flood was answered, by status
 * @param slowdown real time under the flood as a multiple of that in quiet
 */
public record LinkFloodResult(
    Map<Long, Long> quiet,
    Map<Long, Long> flooded,
    Map<Integer, Integer> answers,
    double slowdown) {

  public LinkFloodResult {
    quiet = Map.copyOf(quiet);
    flooded = Map.copyOf(flooded);
    answers = Map.copyOf(answers);
  }

  /** Tells whether every minute had as many messages, and every request of the flood an answer. */
  public boolean meetsTarget() {
    return quiet.equals(flooded)
        && answers.values().stream().mapToInt(Integer::intValue).sum() == InvalidLinkFlood.REQUESTS
        && InvalidLinkFlood.EXPECTED.containsAll(answers.keySet());
  }
}
