package dev.sluice.api;

import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.json.Json;
import dev.sluice.json.TopicJson;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.PathParameters;
import dev.sluice.lambda.http.Route;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The kinds of mail that subscribers can choose among. */
record TopicsResource(TopicStore topics) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/topics", (_, _) -> list()),
        Route.of("GET", "/topics/{id}", (_, parts) -> get(parts)),
        Route.of("PUT", "/topics/{id}", this::put));
  }

  private HttpResponse list() {
    ObjectNode body = Json.object();
    ArrayNode listed = body.putArray("topics");
    topics.listTopics().forEach(topic -> listed.add(TopicJson.toJson(topic)));
    return HttpResponse.ok(body);
  }

  private HttpResponse get(PathParameters parts) {
    TopicId id = new TopicId(parts.get("id"));
    return topics
        .find(id)
        .map(topic -> HttpResponse.ok(TopicJson.toJson(topic)))
        .orElseThrow(() -> NotFound.exception("topic", id));
  }

  private HttpResponse put(HttpRequest request, PathParameters parts) {
    Topic topic = Json.decode(request.body(), TopicJson.decoder(new TopicId(parts.get("id"))));
    topics.save(topic);
    return HttpResponse.ok(TopicJson.toJson(topic));
  }
}
