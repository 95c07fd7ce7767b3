package dev.sluice.verification.audit;

import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.audit.AuditInput.DeliveredMessage;
import dev.sluice.verification.audit.RuleViolation.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Checks all messages of one subscriber against every rule that applies to them. */
final class SubscriberAudit {

  private final AuditInput input;
  private final AuditedSubscriber subscriber;
  private final ZoneId zone;
  private final List<DeliveredMessage> messages;
  private final SubscriberTimeline timeline;

  /** Creates the audit of one subscriber. */
  SubscriberAudit(AuditInput input, SubscriberTimeline timeline) {
    this.input = input;
    this.subscriber = timeline.subscriber();
    this.zone = timeline.zone();
    this.messages = timeline.messages();
    this.timeline = timeline;
  }

  Stream<RuleViolation> violations() {
    return Stream.of(
            input
                .policy()
                .path("caps")
                .valueStream()
                .map(CapAudit::new)
                .flatMap(this::capViolations),
            violationsWhere(Kind.QUIET_HOURS_BROKEN, this::isQuiet),
            violationsWhere(Kind.SENT_WITHOUT_CONSENT, delivered -> !isConsentedTo(delivered)),
            violationsWhere(Kind.SENT_OUTSIDE_AUDIENCE, delivered -> !isInAudience(delivered)),
            violationsWhere(
                Kind.SENT_OUTSIDE_CAMPAIGN_LIFE, delivered -> !isWithinCampaignLife(delivered)),
            sentTwice(),
            cadenceViolations())
        .flatMap(violations -> violations);
  }

  private Stream<RuleViolation> capViolations(CapAudit cap) {
    return cap.violations(timeline);
  }

  private boolean isQuiet(DeliveredMessage delivered) {
    JsonNode hours = input.policy().path("quietHours");
    if (!hours.isObject()) {
      return false;
    }
    LocalTime from = LocalTime.parse(hours.get("from").asString());
    LocalTime until = LocalTime.parse(hours.get("until").asString());
    LocalTime shown = LocalTime.ofInstant(delivered.at(), zone);
    boolean late = !shown.isBefore(from);
    boolean early = shown.isBefore(until);
    return from.isAfter(until) ? late || early : late && early;
  }

  private boolean isConsentedTo(DeliveredMessage delivered) {
    return subscriber
        .choiceAt(delivered.topic(), delivered.at())
        .map(AuditedSubscriber.TopicChoice::subscribed)
        .orElseGet(() -> topicDefaults(delivered).subscribed());
  }

  /**
   * Returns whether the subscriber was in the audience under any profile that the engine may have
   * seen.
   */
  private boolean isInAudience(DeliveredMessage delivered) {
    return timeline.possibleProfilesAt(delivered).stream()
        .anyMatch(view -> isInAudience(view, delivered));
  }

  private boolean isInAudience(AuditedSubscriber view, DeliveredMessage delivered) {
    Predicate<JsonNode> holds = rule -> JsonCriterion.matches(rule, view, delivered.at(), zone);
    return delivered.campaign().segments().stream().allMatch(holds)
        && delivered.campaign().excluded().stream().noneMatch(holds);
  }

  private static boolean isWithinCampaignLife(DeliveredMessage delivered) {
    Instant at = delivered.at();
    return !at.isBefore(delivered.campaign().start()) && at.isBefore(delivered.campaign().expiry());
  }

  private Stream<RuleViolation> sentTwice() {
    Set<String> seen = new HashSet<>();
    return violationsWhere(Kind.SENT_TWICE, delivered -> !seen.add(delivered.message().campaign()));
  }

  private Stream<RuleViolation> cadenceViolations() {
    return IntStream.range(0, messages.size())
        .boxed()
        .flatMap(later ->
            IntStream.range(0, later)
                .filter(earlier -> isTooSoon(messages.get(earlier), messages.get(later)))
                .mapToObj(_ -> violation(Kind.CADENCE_BROKEN, messages.get(later)))
                .limit(1));
  }

  private boolean isTooSoon(DeliveredMessage earlier, DeliveredMessage later) {
    Period period =
        subscriber
            .choiceAt(later.topic(), later.at())
            .map(AuditedSubscriber.TopicChoice::period)
            .orElseGet(() -> topicDefaults(later).period());
    LocalDate free = LocalDate.ofInstant(earlier.at(), zone).plus(period);
    return earlier.topic().equals(later.topic())
        && LocalDate.ofInstant(later.at(), zone).isBefore(free);
  }

  private AuditInput.TopicDefaults topicDefaults(DeliveredMessage delivered) {
    AuditInput.TopicDefaults defaults = input.topics().get(delivered.topic());
    if (defaults == null) {
      throw new IllegalArgumentException("the audit's input lacks topic " + delivered.topic());
    }
    return defaults;
  }

  private Stream<RuleViolation> violationsWhere(Kind kind, Predicate<DeliveredMessage> broken) {
    return messages.stream().filter(broken).map(delivered -> violation(kind, delivered));
  }

  private RuleViolation violation(Kind kind, DeliveredMessage delivered) {
    return new RuleViolation(
        kind,
        subscriber.id(),
        "%s (topic %s) at %s"
            .formatted(
                delivered.message().campaign(), delivered.topic(), delivered.at().atZone(zone)));
  }
}
