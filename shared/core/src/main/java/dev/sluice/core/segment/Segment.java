package dev.sluice.core.segment;

import dev.sluice.core.support.InputRules;

/**
 * A named rule that selects subscribers inside a topic.
 *
 * @param name what marketers call it, 1 to 200 characters
 */
public record Segment(SegmentId id, String name, Criterion criterion) {
  public Segment {
    InputRules.requireSingleLine("name", name, 200);
  }
}
