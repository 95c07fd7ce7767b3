package dev.sluice.scheduling.audience;

import java.util.List;
import java.util.Optional;

/** Where segments are kept; none is ever removed, since campaigns refer to it. */
public interface SegmentStore {

  /** Segments that are listed: more than anyone could keep apart. */
  int MAX_ALL = 500;

  /** Creates or replaces a segment. */
  void put(Segment segment);

  /** Returns a segment, if it is stored. */
  Optional<Segment> read(SegmentId id);

  /** Returns the first {@value #MAX_ALL} segments in order of identifier. */
  List<Segment> all();
}
