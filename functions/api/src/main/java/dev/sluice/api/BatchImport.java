package dev.sluice.api;

import dev.sluice.core.service.SubscriberImport;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import dev.sluice.json.Json;
import dev.sluice.json.SubscriberJson;
import dev.sluice.lambda.http.HttpProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sorts the entries of one batch into good ones and rejected ones. */
final class BatchImport {

  private final SubscriberImportFactory importFactory;
  private final List<SubscriberImport> accepted = new ArrayList<>();
  private final ArrayNode rejected = Json.object().putArray("rejected");
  private final ArrayNode kept = Json.object().putArray("kept");
  private final Map<SubscriberId, Integer> indexes = new HashMap<>();
  private int nextIndex;

  BatchImport(SubscriberImportFactory enrolments) {
    this.importFactory = enrolments;
  }

  /** Takes the next entry. */
  void add(JsonNode entry) {
    int index = nextIndex++;
    try {
      SubscriberImport enrolment =
          importFactory.create(Json.decode(entry, SubscriberJson.decoder()));
      requireUnique(enrolment.subscriber().id(), index);
      accepted.add(enrolment);
    } catch (InvalidInputException e) {
      reject(index, entry, e.violations());
    }
  }

  /** Returns the entries that can be stored. */
  List<SubscriberImport> accepted() {
    return List.copyOf(accepted);
  }

  /** Takes in what became of the good entries: those of whom was erased were not so good. */
  void applyReport(SubscriberImportService.ImportResult report) {
    report
        .erased()
        .forEach((id, mark) -> {
          accepted.removeIf(enrolment -> enrolment.id().equals(id));
          reject(indexOf(id), id.value(), List.of(ErasedSubscriberErrors.violation(id, mark)));
        });
    report
        .keptChoices()
        .forEach((id, topics) ->
            kept.addObject()
                .put("index", indexOf(id))
                .put("id", id.value())
                .set("topics", KeptChoicesJson.topics(topics)));
  }

  /**
   * Returns how many were good, what was wrong with each of the others, and in which the
   * subscriber's own choice stands.
   */
  ObjectNode report() {
    ObjectNode report = Json.object().put("imported", accepted.size());
    report.set("rejected", rejected);
    if (!kept.isEmpty()) {
      report.set("kept", kept);
    }
    return report;
  }

  private int indexOf(SubscriberId id) {
    return Optional.ofNullable(indexes.get(id)).orElseThrow();
  }

  private void requireUnique(SubscriberId id, int index) {
    Optional<Integer> earlier = Optional.ofNullable(indexes.putIfAbsent(id, index));
    if (earlier.isPresent()) {
      throw InvalidInputException.of(
          "id",
          id,
          "send each subscriber once in a batch: entry " + earlier.get() + " has this id too");
    }
  }

  private void reject(int index, JsonNode entry, List<Violation> violations) {
    reject(index, entry.path("id").asString(""), violations);
  }

  private void reject(int index, String named, List<Violation> violations) {
    ObjectNode written = rejected.addObject().put("index", index);
    Optional.of(named)
        .filter(id -> !id.isEmpty() && id.length() <= Violation.MAX_VALUE_LENGTH)
        .ifPresent(id -> written.put("id", id));
    written.set("violations", HttpProblem.violationsToJson(violations));
  }
}
