package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.SegmentJson;
import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.audience.SegmentStore;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules that select subscribers. */
record SegmentsResource(SegmentStore segments) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/segments", (_, _) -> list()),
        Route.of("GET", "/segments/{id}", (_, parts) -> read(parts)),
        Route.of("PUT", "/segments/{id}", this::write));
  }

  private HttpResponse list() {
    ObjectNode body = Json.object();
    ArrayNode listed = body.putArray("segments");
    segments.all().forEach(segment -> listed.add(SegmentJson.write(segment)));
    return HttpResponse.ok(body);
  }

  private HttpResponse read(Parts parts) {
    SegmentId id = new SegmentId(parts.get("id"));
    return segments
        .read(id)
        .map(segment -> HttpResponse.ok(SegmentJson.write(segment)))
        .orElseThrow(() -> Absent.thing("segment", id));
  }

  private HttpResponse write(HttpRequest request, Parts parts) {
    SegmentId id = new SegmentId(parts.get("id"));
    Segment segment = Json.read(request.body(), SegmentJson.segment(id));
    segments.put(segment);
    return HttpResponse.ok(SegmentJson.write(segment));
  }
}
