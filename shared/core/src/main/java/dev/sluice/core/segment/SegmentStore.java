package dev.sluice.core.segment;

import dev.sluice.core.support.InvalidInputException;
import java.util.List;
import java.util.Optional;

/** The store of segments; none is ever removed, since campaigns refer to it. */
public interface SegmentStore {

  /** Most segments, more than a team could tell apart. */
  int MAX_SEGMENTS = 500;

  /**
   * Creates or replaces a segment.
   *
   * @throws InvalidInputException if it is new and {@value #MAX_SEGMENTS} are stored
   */
  void save(Segment segment);

  /** Returns a segment, if it is stored. */
  Optional<Segment> find(SegmentId id);

  /** Returns every segment in order of identifier. */
  List<Segment> listSegments();

  /** Returns the exception for a new segment beyond {@value #MAX_SEGMENTS}. */
  static InvalidInputException tooMany(SegmentId id) {
    return InvalidInputException.of(
        "id", id, MAX_SEGMENTS + " segments are stored, which is the most: replace one of them");
  }
}
