package dev.sluice.api;

import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.json.Json;
import dev.sluice.json.SegmentJson;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.PathParameters;
import dev.sluice.lambda.http.Route;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules that select subscribers. */
record SegmentsResource(SegmentStore segments) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/segments", (_, _) -> list()),
        Route.of("GET", "/segments/{id}", (_, parts) -> get(parts)),
        Route.of("PUT", "/segments/{id}", this::put));
  }

  private HttpResponse list() {
    ObjectNode body = Json.object();
    ArrayNode listed = body.putArray("segments");
    segments.listSegments().forEach(segment -> listed.add(SegmentJson.toJson(segment)));
    return HttpResponse.ok(body);
  }

  private HttpResponse get(PathParameters parts) {
    SegmentId id = new SegmentId(parts.get("id"));
    return segments
        .find(id)
        .map(segment -> HttpResponse.ok(SegmentJson.toJson(segment)))
        .orElseThrow(() -> NotFound.exception("segment", id));
  }

  private HttpResponse put(HttpRequest request, PathParameters parts) {
    SegmentId id = new SegmentId(parts.get("id"));
    Segment segment = Json.decode(request.body(), SegmentJson.decoder(id));
    segments.save(segment);
    return HttpResponse.ok(SegmentJson.toJson(segment));
  }
}
