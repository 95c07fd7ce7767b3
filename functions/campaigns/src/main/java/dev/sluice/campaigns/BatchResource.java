package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.Kind;
import dev.sluice.aws.json.Kinds;
import dev.sluice.aws.json.ObjectReader;
import dev.sluice.scheduling.desk.EnrolmentDesk;
import dev.sluice.scheduling.policy.TopicStore;
import dev.sluice.scheduling.visit.SubscriberStore;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Subscribers by the hundred: the good ones are stored, the bad ones are named with their reasons.
 */
record BatchResource(EnrolmentDesk desk, TopicStore topics) {

  /** The largest batch: a hundred subscribers with every attribute well filled. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private static final Kind<List<JsonNode>> BATCH =
      ObjectReader.of(in ->
          in.required("subscribers", Kinds.list(value -> value, 1, SubscriberStore.MAX_BATCH)));

  List<Route> routes() {
    return List.of(
        new Route("POST", "/subscribers/batch", MAX_BODY_BYTES, (request, _) -> write(request)));
  }

  private HttpResponse write(HttpRequest request) {
    Sorting sorting = new Sorting(new Enrolments(new TopicCheck(topics)));
    Json.read(request.body(), BATCH).forEach(sorting::add);
    if (!sorting.good().isEmpty()) {
      sorting.settle(desk.put(sorting.good()));
    }
    return HttpResponse.ok(sorting.report());
  }
}
