package dev.sluice.verification.audit;

import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.audit.AuditInput.DeliveredMessage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Recounts every window of a cap, read from the policy's JSON.
 *
 * @param json the cap as the API takes it
 */
record CapAudit(JsonNode json) {

  /** Returns a violation for every message that the cap did not allow. */
  Stream<RuleViolation> violations(SubscriberTimeline timeline) {
    List<DeliveredMessage> covered = timeline.messages().stream().filter(this::covers).toList();
    BiPredicate<Instant, Instant> sameWindow = sameWindow(timeline.zone());
    int limit = json.get("limit").asInt();
    return covered.stream()
        .filter(last -> counted(covered, last, sameWindow) > limit)
        .filter(last -> isExceededBy(timeline, last))
        .map(last -> violation(timeline.subscriber(), last, counted(covered, last, sameWindow)));
  }

  private boolean covers(DeliveredMessage delivered) {
    return !json.has("topic") || json.get("topic").asString().equals(delivered.topic());
  }

  /** Returns whether the cap applied under every profile that the engine may have seen. */
  private boolean isExceededBy(SubscriberTimeline timeline, DeliveredMessage last) {
    return !json.has("appliesTo")
        || timeline.possibleProfilesAt(last).stream()
            .allMatch(view ->
                JsonCriterion.matches(json.get("appliesTo"), view, last.at(), timeline.zone()));
  }

  /** Counts the messages up to {@code last} that share a window with it, itself included. */
  private static long counted(
      List<DeliveredMessage> covered,
      DeliveredMessage last,
      BiPredicate<Instant, Instant> sameWindow) {
    return covered.stream()
        .filter(other -> other.order() <= last.order() && sameWindow.test(other.at(), last.at()))
        .count();
  }

  private BiPredicate<Instant, Instant> sameWindow(ZoneId zone) {
    JsonNode window = json.get("window");
    if (window.has("rolling")) {
      Duration length = Duration.parse(window.get("rolling").asString());
      return (earlier, later) -> Duration.between(earlier, later).compareTo(length) < 0;
    }
    String unit = window.get("calendar").asString();
    return (earlier, later) ->
        windowStart(unit, earlier, zone).equals(windowStart(unit, later, zone));
  }

  private static LocalDate windowStart(String unit, Instant at, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(at, zone);
    return switch (unit) {
      case "day" -> day;
      case "week" -> day.minusDays(day.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue());
      case "month" -> day.withDayOfMonth(1);
      default -> throw new IllegalArgumentException("no calendar window is called " + unit);
    };
  }

  private RuleViolation violation(AuditedSubscriber person, DeliveredMessage last, long counted) {
    return new RuleViolation(
        RuleViolation.Kind.CAP_EXCEEDED,
        person.id(),
        "cap %s allows %d in %s, but %s at %s is number %d"
            .formatted(
                json.get("name").asString(),
                json.get("limit").asInt(),
                json.get("window"),
                last.message().campaign(),
                last.at(),
                counted));
  }
}
