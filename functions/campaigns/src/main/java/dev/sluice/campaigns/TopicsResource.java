package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.TopicJson;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.TopicStore;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The kinds of mail that subscribers can choose among. */
record TopicsResource(TopicStore topics) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/topics", (_, _) -> list()),
        Route.of("GET", "/topics/{id}", (_, parts) -> read(parts)),
        Route.of("PUT", "/topics/{id}", this::write));
  }

  private HttpResponse list() {
    ObjectNode body = Json.object();
    ArrayNode listed = body.putArray("topics");
    topics.list().forEach(topic -> listed.add(TopicJson.write(topic)));
    return HttpResponse.ok(body);
  }

  private HttpResponse read(Parts parts) {
    TopicId id = new TopicId(parts.get("id"));
    return topics
        .read(id)
        .map(topic -> HttpResponse.ok(TopicJson.write(topic)))
        .orElseThrow(() -> Absent.thing("topic", id));
  }

  private HttpResponse write(HttpRequest request, Parts parts) {
    Topic topic = Json.read(request.body(), TopicJson.topic(new TopicId(parts.get("id"))));
    topics.put(topic);
    return HttpResponse.ok(TopicJson.write(topic));
  }
}
