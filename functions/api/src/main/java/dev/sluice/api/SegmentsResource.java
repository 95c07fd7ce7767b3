package dev.sluice.api;

import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.json.Json;
import dev.sluice.json.SegmentJson;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes segments: the rules that select subscribers. */
record SegmentsResource(SegmentStore segments) {

  List<Route> routes() {
    return List.of(
        Route.of("GET /segments", _ -> list()),
        Route.of("GET /segments/{id}", this::get),
        Route.of("PUT /segments/{id}", this::put));
  }

  private HttpResponse list() {
    ObjectNode body = Json.object();
    ArrayNode listed = body.putArray("segments");
    segments.listSegments().forEach(segment -> listed.add(SegmentJson.toJson(segment)));
    return HttpResponse.ok(body);
  }

  private HttpResponse get(HttpRequest request) {
    SegmentId id = new SegmentId(request.pathParameter("id"));
    return segments
        .find(id)
        .map(segment -> HttpResponse.ok(SegmentJson.toJson(segment)))
        .orElseThrow(() -> HttpProblem.notFound("segment", id).toException());
  }

  private HttpResponse put(HttpRequest request) {
    SegmentId id = new SegmentId(request.pathParameter("id"));
    Segment segment = Json.decode(request.body(), SegmentJson.decoder(id));
    segments.save(segment);
    return HttpResponse.ok(SegmentJson.toJson(segment));
  }
}
