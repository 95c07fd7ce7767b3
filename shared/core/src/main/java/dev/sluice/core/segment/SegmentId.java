package dev.sluice.core.segment;

import dev.sluice.core.support.InputRules;

/** The identifier of a segment, of the form {@link InputRules#requireId} takes. */
public record SegmentId(String value) {
  public SegmentId {
    InputRules.requireId("segment", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
