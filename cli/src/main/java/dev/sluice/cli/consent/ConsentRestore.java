package dev.sluice.cli.consent;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the changes of archived events again that a restore of the tables has lost.
 *
 * <p>Only changes after which less is sent are made. One that the subscriber or the team took back
 * later in the same events is left out; an erasure never is. Events may come in any order and more
 * than once.
 */
public final class ConsentRestore {

  /** Changes of one request, the most that the API accepts. */
  private static final int BATCH = 100;

  /** Changes that are held in memory: far more than subscribers make between two backups. */
  private static final int MAX_CHANGES = 1_000_000;

  private static final String ERASED = "erased";
  private static final JsonNode YES = JsonNodeFactory.instance.booleanNode(true);

  private final ApiClient api;
  private final Map<Target, Latest> latest = new HashMap<>();

  /** Creates a restore. */
  public ConsentRestore(ApiClient api) {
    this.api = api;
  }

  /** What a change is about: a later change of the same replaces it. */
  private record Target(String subscriber, String subject) {}

  /** The latest change: what the API gets, or an absence of it if it was taken back. */
  private record Latest(Instant at, String member, JsonNode value) {}

  /**
   * The result.
   *
   * @param restored changes that hold now
   * @param unknown the subscribers that are not stored, or are erased already
   */
  public record Result(long restored, List<String> unknown) {
    public Result {
      unknown = List.copyOf(unknown);
    }
  }

  /**
   * Reads a file with one event a line, as EventBridge delivers them; events of other kinds are
   * ignored.
   *
   * @throws InvalidInputException if a line is not an event; nothing was sent to the API
   */
  public void read(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          read(event(file, number, line));
        }
      }
    }
  }

  private static JsonNode event(Path file, int number, String line) {
    try {
      JsonNode event = JsonMapper.shared().readTree(line);
      if (event.path("detail-type").isString() && event.path("detail").isObject()) {
        return event;
      }
    } catch (JacksonException e) {
      // Reported below, in the same way.
    }
    throw new InvalidInputException(
        List.of(
            new Violation(
                file + " line " + number,
                line.substring(0, Math.min(line.length(), 60)),
                "give one event of EventBridge a line, with detail-type and detail")));
  }

  private void read(JsonNode event) {
    JsonNode detail = event.path("detail");
    if (!event.path("source").asString("").equals("sluice")) {
      return;
    }
    switch (event.path("detail-type").asString("")) {
      case "Unsubscribed" -> {
        if (detail.path(ERASED).asBoolean(false)) {
          put(detail, ERASED, ERASED, YES);
        } else if (detail.has("topic")) {
          JsonNode topic = detail.path("topic");
          put(detail, "topic " + topic.asString(""), "topic", topic);
        } else {
          put(detail, "everything", "everything", YES);
        }
      }
      case "Suppressed" -> put(detail, "suppression", "suppressed", detail.path("cause"));
      case "PreferenceChanged" -> readPreference(detail, detail.path("change"));
      default -> {}
    }
  }

  private void readPreference(JsonNode detail, JsonNode change) {
    switch (change.path("kind").asString("")) {
      case "topicChosen" -> put(detail, "topic " + change.path("topic").asString(""), "", YES);
      case "returned" -> put(detail, "everything", "", YES);
      case "paused" -> put(detail, "pause", "pausedUntil", change.path("until"));
      case "resumed" -> put(detail, "pause", "", YES);
      case "unsuppressed" -> put(detail, "suppression", "", YES);
      default -> {}
    }
  }

  private static Instant at(JsonNode detail) {
    String text = detail.path("at").asString("");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw InvalidInputException.of(
          "detail.at", text, "give events as they were archived, with the instant of the change");
    }
  }

  /** Keeps the later one of two changes of the same; of one instant, the one that sends less. */
  private void put(JsonNode detail, String subject, String member, JsonNode value) {
    Latest change = new Latest(at(detail), member, value);
    latest.merge(
        new Target(detail.path("subscriber").asString(""), subject),
        change,
        (known, other) -> {
          int order = known.at().compareTo(other.at());
          return order > 0 || (order == 0 && other.member().isEmpty()) ? known : other;
        });
    if (latest.size() > MAX_CHANGES) {
      throw new InvalidInputException(
          List.of(
              new Violation(
                  "events",
                  "more than " + MAX_CHANGES,
                  "replay a shorter time, and restore it in several parts")));
    }
  }

  /**
   * Makes the changes, erasures last.
   *
   * @param progress receives the number of changes sent so far
   */
  public Result send(LongConsumer progress) {
    List<ObjectNode> changes = new ArrayList<>();
    latest.forEach((target, change) -> {
      if (!change.member().isEmpty()) {
        ObjectNode lost = JsonText.emptyObject().put("subscriber", target.subscriber());
        lost.set(change.member(), change.value());
        changes.add(lost);
      }
    });
    changes.sort(
        Comparator.comparing((ObjectNode lost) -> lost.has(ERASED))
            .thenComparing(lost -> lost.path("subscriber").asString("")));
    List<String> unknown = new ArrayList<>();
    long restored = 0;
    for (int from = 0; from < changes.size(); from += BATCH) {
      List<ObjectNode> batch = changes.subList(from, Math.min(changes.size(), from + BATCH));
      ObjectNode body = JsonText.emptyObject();
      ArrayNode list = body.putArray("changes");
      batch.forEach(list::add);
      JsonNode answer = api.post("/consents/restore", body);
      restored += answer.path("restored").asLong(0);
      answer.path("unknown").forEach(id -> unknown.add(id.asString("")));
      progress.accept(from + batch.size());
    }
    return new Result(restored, unknown);
  }
}
