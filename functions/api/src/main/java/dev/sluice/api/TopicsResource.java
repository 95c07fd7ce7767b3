package dev.sluice.api;

import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.json.Json;
import dev.sluice.json.TopicJson;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes topics: the kinds of mail that subscribers choose from. */
record TopicsResource(TopicStore topics, SenderIdentities identities) {

  List<Route> routes() {
    return List.of(
        Route.of("GET /topics", _ -> list()),
        Route.of("GET /topics/{id}", this::get),
        Route.of("PUT /topics/{id}", this::put));
  }

  private HttpResponse list() {
    ObjectNode body = Json.object();
    ArrayNode listed = body.putArray("topics");
    topics.listTopics().forEach(topic -> listed.add(TopicJson.toJson(topic)));
    return HttpResponse.ok(body);
  }

  private HttpResponse get(HttpRequest request) {
    TopicId id = new TopicId(request.pathParameter("id"));
    return topics
        .find(id)
        .map(topic -> HttpResponse.ok(TopicJson.toJson(topic)))
        .orElseThrow(() -> HttpProblem.notFound("topic", id).toException());
  }

  private HttpResponse put(HttpRequest request) {
    Topic topic =
        Json.decode(request.body(), TopicJson.decoder(new TopicId(request.pathParameter("id"))));
    topic.sender().address().ifPresent(address -> identities.require("sender.address", address));
    topics.save(topic);
    return HttpResponse.ok(TopicJson.toJson(topic));
  }
}
