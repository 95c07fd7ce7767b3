package dev.sluice.benchmarks;

import java.util.List;

/**
 * How links of one kind were answered.
 *
 * @param kind what was opened
 * @param calls what the function asked AWS for, in order
 * @param sameCalls whether that is what it asks for a good link
 * @param medianMicros time in the function at the median
 * @param slowdown by how much that is more than for good links: 0.01 for one percent
 * @param noise by how much the medians of two halves of one kind differ at most
 */
public record LinkTimingResult(
    LinkKind kind,
    List<String> calls,
    boolean sameCalls,
    double medianMicros,
    double slowdown,
    double noise) {

  public LinkTimingResult {
    calls = List.copyOf(calls);
  }

  /** Tells whether nothing but the page tells this kind from a good link. */
  public boolean meetsTarget() {
    return sameCalls && Math.abs(slowdown) <= noise;
  }
}
