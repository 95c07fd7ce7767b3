package dev.sluice.aws.json;

import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.SegmentId;
import tools.jackson.databind.node.ObjectNode;

/** Segments as JSON. */
public final class SegmentJson {

  private SegmentJson() {}

  /**
   * Returns the kind of segments.
   *
   * @param id the segment's identifier, known from elsewhere; if the JSON names it, it must be this
   */
  public static Kind<Segment> segment(SegmentId id) {
    return ObjectReader.of(in -> {
      in.optional("id", Ids.same(id.value()));
      var name = in.required("name", Kinds.line(200));
      var criterion = in.required("criterion", CriterionJson.criterion());
      return () -> new Segment(id, name.get(), criterion.get());
    });
  }

  /** Returns a segment as JSON. */
  public static ObjectNode write(Segment segment) {
    ObjectNode written = Json.object().put("id", segment.id().value()).put("name", segment.name());
    written.set("criterion", CriterionJson.write(segment.criterion()));
    return written;
  }
}
