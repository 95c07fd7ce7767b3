package dev.sluice.cli.importer;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.ApiException;
import dev.sluice.cli.client.JsonText;
import dev.sluice.core.support.Sleeper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands lines to the API in batches; a batch that meets a passing failure is tried again. */
final class BatchUploader {

  /** Subscribers the API takes at once. */
  static final int MAX_BATCH = 100;

  private static final int MAX_TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final ApiClient api;
  private final InstantSource clock;
  private final Sleeper pauses;

  BatchUploader(ApiClient api, InstantSource clock, Sleeper pauses) {
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
  BatchUploadResult upload(List<ImportLine> lines) throws InterruptedException {
    ObjectNode body = JsonText.emptyObject();
    ArrayNode subscribers = body.putArray("subscribers");
    lines.forEach(line -> subscribers.add(line.subscriber()));
    JsonNode answer = postWithRetries(body);
    List<RejectedLine> rejected = new ArrayList<>();
    for (JsonNode one : answer.path("rejected").values()) {
      ImportLine line = lines.get(one.path("index").asInt());
      rejected.add(line.rejected(RejectedLine.reason(ApiClient.violations(one))));
    }
    return new BatchUploadResult(rejected, kept(lines, answer));
  }

  private static List<PreservedChoices> kept(List<ImportLine> lines, JsonNode answer) {
    List<PreservedChoices> kept = new ArrayList<>();
    for (JsonNode one : answer.path("kept").values()) {
      long line = lines.get(one.path("index").asInt()).row().line();
      List<String> topics = one.path("topics").valueStream().map(t -> t.asString("")).toList();
      kept.add(new PreservedChoices(line, topics));
    }
    return kept;
  }

  private JsonNode postWithRetries(JsonNode body) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      try {
        return api.post("/subscribers/batch", body);
      } catch (ApiException e) {
        if (tries == MAX_TRIES || !e.isTransient()) {
          throw e;
        }
        pauses.sleepUntil(clock.instant().plus(pause));
        pause = pause.multipliedBy(2);
      }
    }
  }
}
