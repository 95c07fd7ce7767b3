package dev.sluice.scheduling.audience;

import dev.sluice.scheduling.Texts;

/** The identifier of a segment, of the form {@link Texts#id} takes. */
public record SegmentId(String value) {
  public SegmentId {
    Texts.id("segment", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
