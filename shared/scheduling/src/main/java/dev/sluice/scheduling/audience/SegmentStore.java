package dev.sluice.scheduling.audience;

import java.util.Optional;

/** Where segments are kept; none is ever removed, since campaigns refer to it. */
public interface SegmentStore {

  /** Creates or replaces a segment. */
  void put(Segment segment);

  /** Returns a segment, if it is stored. */
  Optional<Segment> read(SegmentId id);
}
