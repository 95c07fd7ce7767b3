package dev.sluice.cli.importer;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.ApiException;
import dev.sluice.cli.client.JsonText;
import dev.sluice.cli.csv.CsvRow;
import dev.sluice.cli.importer.CsvSubscriberImport.PreservedChoices;
import dev.sluice.cli.importer.CsvSubscriberImport.RejectedRow;
import dev.sluice.core.support.Sleeper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends batches of subscribers to the API, and retries a batch after a transient failure. */
final class BatchUploader {

  /** Subscribers that the API takes at once. */
  static final int MAX_BATCH = 100;

  private static final int MAX_TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final ApiClient api;
  private final InstantSource clock;
  private final Sleeper sleeper;

  BatchUploader(ApiClient api, InstantSource clock, Sleeper sleeper) {
    this.api = api;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** A row with the subscriber that it holds, as the API takes it. */
  record SubscriberRow(CsvRow csv, ObjectNode subscriber) {}

  /** The rows of a batch that were not imported, or not in every choice. */
  record Result(List<RejectedRow> rejected, List<PreservedChoices> preserved) {
    Result {
      rejected = List.copyOf(rejected);
      preserved = List.copyOf(preserved);
    }
  }

  /**
   * Imports at most {@value #MAX_BATCH} rows. Repeating it changes nothing.
   *
   * @throws ApiException if the batch as a whole failed; after a transient failure, in the last of
   *     {@value #MAX_TRIES} tries
   */
  Result upload(List<SubscriberRow> rows) throws InterruptedException {
    ObjectNode body = JsonText.emptyObject();
    ArrayNode subscribers = body.putArray("subscribers");
    rows.forEach(row -> subscribers.add(row.subscriber()));
    JsonNode response = postWithRetries(body);
    return new Result(
        response
            .path("rejected")
            .valueStream()
            .map(one -> RejectedRow.of(rowOf(one, rows), ApiClient.violations(one)))
            .toList(),
        response
            .path("kept")
            .valueStream()
            .map(one -> new PreservedChoices(rowOf(one, rows).line(), topics(one)))
            .toList());
  }

  private static CsvRow rowOf(JsonNode one, List<SubscriberRow> rows) {
    return rows.get(one.path("index").asInt()).csv();
  }

  private static List<String> topics(JsonNode one) {
    return one.path("topics").valueStream().map(topic -> topic.asString("")).toList();
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
        sleeper.sleepUntil(clock.instant().plus(pause));
        pause = pause.multipliedBy(2);
      }
    }
  }
}
