package dev.sluice.cli.importing;

import dev.sluice.cli.api.ApiException;
import dev.sluice.cli.api.Json;
import dev.sluice.cli.api.SluiceApi;
import dev.sluice.scheduling.Pauses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands lines to the API in batches; a batch that meets a passing failure is tried again. */
final class BatchUpload {

  /** Subscribers the API takes at once. */
  static final int MAX_BATCH = 100;

  private static final int MAX_TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final SluiceApi api;
  private final InstantSource clock;
  private final Pauses pauses;

  BatchUpload(SluiceApi api, InstantSource clock, Pauses pauses) {
    this.api = api;
    this.clock = clock;
    this.pauses = pauses;
  }

  /**
   * Imports at most {@value #MAX_BATCH} lines; doing so again changes nothing.
   *
   * @return the lines that the API refused, and those of which it did not take every choice
   * @throws ApiException if the batch as a whole failed, passing failures after {@value #MAX_TRIES}
   *     tries
   */
  Uploaded upload(List<Line> lines) throws InterruptedException {
    ObjectNode body = Json.object();
    ArrayNode subscribers = body.putArray("subscribers");
    lines.forEach(line -> subscribers.add(line.subscriber()));
    JsonNode answer = post(body);
    List<Rejected> rejected = new ArrayList<>();
    for (JsonNode one : answer.path("rejected").values()) {
      Line line = lines.get(one.path("index").asInt());
      rejected.add(line.rejected(Rejected.reason(SluiceApi.violations(one))));
    }
    return new Uploaded(rejected, kept(lines, answer));
  }

  private static List<Kept> kept(List<Line> lines, JsonNode answer) {
    List<Kept> kept = new ArrayList<>();
    for (JsonNode one : answer.path("kept").values()) {
      long line = lines.get(one.path("index").asInt()).row().line();
      List<String> topics = one.path("topics").valueStream().map(t -> t.asString("")).toList();
      kept.add(new Kept(line, topics));
    }
    return kept;
  }

  private JsonNode post(JsonNode body) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      try {
        return api.post("/subscribers/batch", body);
      } catch (ApiException e) {
        if (tries == MAX_TRIES || !e.isTransient()) {
          throw e;
        }
        pauses.until(clock.instant().plus(pause));
        pause = pause.multipliedBy(2);
      }
    }
  }
}
