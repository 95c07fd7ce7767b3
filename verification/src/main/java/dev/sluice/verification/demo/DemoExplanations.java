package dev.sluice.verification.demo;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Collects one explained decision of each kind while the campaigns run. */
final class DemoExplanations {

  /** Subscribers explained per campaign and instant: enough to find each kind, within a second. */
  private static final int MAX_ASKED = 150;

  /** The kinds of decisions. */
  enum DecisionKind {
    SEND,
    WAIT,
    DROP
  }

  private final ApiClient api;
  private final List<AuditedSubscriber> people;
  private final Map<DecisionKind, ExplainedDecision> found = new EnumMap<>(DecisionKind.class);

  /**
   * An explained decision.
   *
   * @param informativeness its rank among decisions of its kind
   */
  private record ExplainedDecision(
      String subscriber, String campaign, JsonNode explained, int informativeness) {}

  DemoExplanations(ApiClient api, List<AuditedSubscriber> people) {
    this.api = api;
    this.people = people;
  }

  /** Looks for more informative decisions about a campaign at this instant. */
  void collect(String campaign) {
    for (AuditedSubscriber person : people.stream().limit(MAX_ASKED).toList()) {
      collect(person, campaign);
    }
  }

  /** Returns the decisions found, as lines of text. */
  List<String> lines() {
    return found.entrySet().stream()
        .map(entry ->
            "%s: %s, %s. %s"
                .formatted(
                    entry.getKey().name().toLowerCase(Locale.ROOT),
                    entry.getValue().subscriber(),
                    entry.getValue().campaign(),
                    entry.getValue().explained().path("text").asString("")))
        .toList();
  }

  /** Returns whether a decision of each kind was found. */
  boolean isComplete() {
    return found.size() == DecisionKind.values().length;
  }

  private void collect(AuditedSubscriber person, String campaign) {
    JsonNode explained = api.get(ApiClient.path("explain", person.id(), campaign));
    Optional<DecisionKind> kind = kind(explained.path("decision").asString(""));
    ExplainedDecision candidate =
        new ExplainedDecision(person.id(), campaign, explained, informativeness(explained));
    kind.ifPresent(k ->
        found.merge(k, candidate, (a, b) -> b.informativeness() > a.informativeness() ? b : a));
  }

  /**
   * Ranks a cap above a schedule, a wait in favour of another campaign higher, and the cap for
   * silent subscribers highest.
   */
  private static int informativeness(JsonNode explained) {
    JsonNode reason = explained.path("reason");
    JsonNode held = reason.path("holding").isMissingNode() ? reason : reason.path("holding");
    int kind =
        switch (held.path("kind").asString("")) {
          case "capReached" -> 2;
          case "cadenceHolds" -> 1;
          default -> 0;
        };
    int silence = held.path("cap").asString("").equals("silent") ? 3 : 0;
    int favour = held.path("inFavourOf").isEmpty() ? 0 : 2;
    return kind + silence + favour + (reason.path("kind").asString("").equals("capped") ? 1 : 0);
  }

  private static Optional<DecisionKind> kind(String decision) {
    return switch (decision) {
      case "send" -> Optional.of(DecisionKind.SEND);
      case "wait" -> Optional.of(DecisionKind.WAIT);
      case "drop" -> Optional.of(DecisionKind.DROP);
      default -> Optional.empty();
    };
  }
}
