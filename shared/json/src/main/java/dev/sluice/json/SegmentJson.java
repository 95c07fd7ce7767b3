package dev.sluice.json;

import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import tools.jackson.databind.node.ObjectNode;

/** Segments as JSON. */
public final class SegmentJson {

  private SegmentJson() {}

  /**
   * Returns the kind of segments.
   *
   * @param id the segment's identifier, known from elsewhere; if the JSON names it, it must be this
   */
  public static JsonDecoder<Segment> decoder(SegmentId id) {
    return ObjectDecoder.of(in -> {
      in.optional("id", IdDecoders.matching(id.value()));
      var name = in.required("name", JsonDecoders.line(200));
      var criterion = in.required("criterion", CriterionJson.decoder());
      return () -> new Segment(id, name.get(), criterion.get());
    });
  }

  /** Returns a segment as JSON. */
  public static ObjectNode toJson(Segment segment) {
    ObjectNode written = Json.object().put("id", segment.id().value()).put("name", segment.name());
    written.set("criterion", CriterionJson.toJson(segment.criterion()));
    return written;
  }
}
