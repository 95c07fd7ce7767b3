package dev.sluice.verification.demo;

import dev.sluice.cli.client.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules and campaigns of the demo, as JSON for the API. */
final class DemoScenario {

  /** 9 in the morning in New York, where most subscribers are. */
  static final Instant START = Instant.parse("2026-10-21T13:00:00Z");

  private DemoScenario() {}

  static JsonNode policy() {
    return resource("policy.json");
  }

  /**
   * Returns the number of unopened messages in a row from which the cap for silent subscribers
   * applies.
   */
  static int silentThreshold() {
    return policy()
        .get("caps")
        .valueStream()
        .map(cap -> cap.path("appliesTo"))
        .filter(rule -> rule.path("attribute").asString("").equals("unopened"))
        .mapToInt(rule -> rule.get("atLeast").asInt())
        .findFirst()
        .orElseThrow();
  }

  /** Returns the topics by id. */
  static Map<String, JsonNode> topics() {
    return byId(resource("topics.json"));
  }

  /** Returns the segments by id. */
  static Map<String, JsonNode> segments() {
    return byId(resource("segments.json"));
  }

  static List<PlannedCampaign> campaigns() {
    return resource("campaigns.json").valueStream().map(PlannedCampaign::decode).toList();
  }

  /**
   * A campaign of the demo.
   *
   * @param at when it is enqueued: at its start, or at the demo's if it is announced ahead
   * @param json as the API takes it
   */
  record PlannedCampaign(String id, Instant at, ObjectNode json) {

    private static PlannedCampaign decode(JsonNode source) {
      ObjectNode json = ((ObjectNode) source).deepCopy();
      Instant start = START.plus(Duration.parse(json.remove("startAfter").asString()));
      Instant expiry = start.plus(Duration.parse(json.remove("life").asString()));
      boolean announced = json.optional("announced").map(JsonNode::asBoolean).orElse(false);
      json.remove("announced");
      json.put("start", start.toString()).put("expiry", expiry.toString());
      return new PlannedCampaign(json.get("id").asString(), announced ? START : start, json);
    }

    Instant start() {
      return Instant.parse(json.get("start").asString());
    }

    Instant expiry() {
      return Instant.parse(json.get("expiry").asString());
    }

    String topic() {
      return json.get("topic").asString();
    }
  }

  private static Map<String, JsonNode> byId(JsonNode json) {
    return json.propertyStream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static JsonNode resource(String name) {
    String path = "/dev/sluice/verification/demo/" + name;
    try (InputStream in =
        Objects.requireNonNull(DemoScenario.class.getResourceAsStream(path), path)) {
      return JsonText.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
