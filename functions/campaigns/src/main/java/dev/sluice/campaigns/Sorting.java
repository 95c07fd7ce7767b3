package dev.sluice.campaigns;

import dev.sluice.aws.http.Problem;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.SubscriberJson;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.desk.Enrolment;
import dev.sluice.scheduling.desk.EnrolmentDesk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sorts the entries of one batch into good ones and rejected ones. */
final class Sorting {

  private final Enrolments enrolments;
  private final List<Enrolment> good = new ArrayList<>();
  private final ArrayNode rejected = Json.object().putArray("rejected");
  private final ArrayNode kept = Json.object().putArray("kept");
  private final Map<SubscriberId, Integer> places = new HashMap<>();
  private int next;

  Sorting(Enrolments enrolments) {
    this.enrolments = enrolments;
  }

  /** Takes the next entry. */
  void add(JsonNode entry) {
    int index = next++;
    try {
      Enrolment enrolment = enrolments.of(Json.read(entry, SubscriberJson.subscriber()));
      requireNew(enrolment.subscriber().id(), index);
      good.add(enrolment);
    } catch (InvalidInputException e) {
      reject(index, entry, e.violations());
    }
  }

  /** Returns the entries that can be stored. */
  List<Enrolment> good() {
    return List.copyOf(good);
  }

  /** Takes in what became of the good entries: those of whom was erased were not so good. */
  void settle(EnrolmentDesk.Report report) {
    report
        .erased()
        .forEach((id, mark) -> {
          good.removeIf(enrolment -> enrolment.id().equals(id));
          reject(placeOf(id), id.value(), List.of(Refusals.erased(id, mark)));
        });
    report
        .kept()
        .forEach((id, topics) ->
            kept.addObject()
                .put("index", placeOf(id))
                .put("id", id.value())
                .set("topics", KeptJson.topics(topics)));
  }

  /**
   * Returns how many were good, what was wrong with each of the others, and in which the
   * subscriber's own choice stands.
   */
  ObjectNode report() {
    ObjectNode report = Json.object().put("imported", good.size());
    report.set("rejected", rejected);
    if (!kept.isEmpty()) {
      report.set("kept", kept);
    }
    return report;
  }

  private int placeOf(SubscriberId id) {
    return Optional.ofNullable(places.get(id)).orElseThrow();
  }

  private void requireNew(SubscriberId id, int index) {
    Optional<Integer> earlier = Optional.ofNullable(places.putIfAbsent(id, index));
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
    written.set("violations", Problem.write(violations));
  }
}
