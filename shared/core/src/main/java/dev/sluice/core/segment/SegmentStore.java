package dev.sluice.core.segment;

import java.util.List;
import java.util.Optional;

/** Where segments are kept; none is ever removed, since campaigns refer to it. */
public interface SegmentStore {

  /** Segments that are listed: more than anyone could keep apart. */
  int MAX_LISTED = 500;

  /** Creates or replaces a segment. */
  void save(Segment segment);

  /** Returns a segment, if it is stored. */
  Optional<Segment> find(SegmentId id);

  /** Returns the first {@value #MAX_LISTED} segments in order of identifier. */
  List<Segment> listSegments();
}
