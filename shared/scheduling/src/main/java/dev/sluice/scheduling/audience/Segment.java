package dev.sluice.scheduling.audience;

import dev.sluice.scheduling.Texts;

/**
 * A named rule that selects subscribers inside a topic.
 *
 * @param name what marketers call it, 1 to 200 characters
 */
public record Segment(SegmentId id, String name, Criterion criterion) {
  public Segment {
    Texts.line("name", name, 200);
  }
}
