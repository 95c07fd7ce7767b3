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

/** Everything that one person got, against everything that holds for them. */
final class SubscriberAudit {

  private final AuditInput input;
  private final AuditedSubscriber subscriber;
  private final ZoneId zone;
  private final List<DeliveredMessage> messages;
  private final SubscriberTimeline timeline;

  /** Prepares the audit of one person. */
  SubscriberAudit(AuditInput evidence, SubscriberTimeline dossier) {
    this.input = evidence;
    this.subscriber = dossier.subscriber();
    this.zone = dossier.zone();
    this.messages = dossier.messages();
    this.timeline = dossier;
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
            violationsWhere(Kind.SENT_WITHOUT_CONSENT, arrival -> !isConsentedTo(arrival)),
            violationsWhere(Kind.SENT_OUTSIDE_AUDIENCE, arrival -> !isInAudience(arrival)),
            violationsWhere(
                Kind.SENT_OUTSIDE_CAMPAIGN_LIFE, arrival -> !isWithinCampaignLife(arrival)),
            sentTwice(),
            cadenceViolations())
        .flatMap(breaches -> breaches);
  }

  private Stream<RuleViolation> capViolations(CapAudit cap) {
    return cap.violations(timeline);
  }

  private boolean isQuiet(DeliveredMessage arrival) {
    JsonNode hours = input.policy().path("quietHours");
    if (!hours.isObject()) {
      return false;
    }
    LocalTime from = LocalTime.parse(hours.get("from").asString());
    LocalTime until = LocalTime.parse(hours.get("until").asString());
    LocalTime shown = LocalTime.ofInstant(arrival.at(), zone);
    boolean late = !shown.isBefore(from);
    boolean early = shown.isBefore(until);
    return from.isAfter(until) ? late || early : late && early;
  }

  private boolean isConsentedTo(DeliveredMessage arrival) {
    return subscriber
        .choiceAt(arrival.topic(), arrival.at())
        .map(AuditedSubscriber.TopicChoice::subscribed)
        .orElseGet(() -> topicDefaults(arrival).subscribed());
  }

  /** Whether they were in it as one of the ways in which they may have been seen. */
  private boolean isInAudience(DeliveredMessage arrival) {
    return timeline.possibleProfilesAt(arrival).stream()
        .anyMatch(view -> isInAudience(view, arrival));
  }

  private boolean isInAudience(AuditedSubscriber view, DeliveredMessage arrival) {
    Predicate<JsonNode> holds = rule -> JsonCriterion.matches(rule, view, arrival.at(), zone);
    return arrival.campaign().segments().stream().allMatch(holds)
        && arrival.campaign().excluded().stream().noneMatch(holds);
  }

  private static boolean isWithinCampaignLife(DeliveredMessage arrival) {
    Instant at = arrival.at();
    return !at.isBefore(arrival.campaign().start()) && at.isBefore(arrival.campaign().expiry());
  }

  private Stream<RuleViolation> sentTwice() {
    Set<String> seen = new HashSet<>();
    return violationsWhere(Kind.SENT_TWICE, arrival -> !seen.add(arrival.message().campaign()));
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

  private AuditInput.TopicDefaults topicDefaults(DeliveredMessage arrival) {
    AuditInput.TopicDefaults unspoken = input.topics().get(arrival.topic());
    if (unspoken == null) {
      throw new IllegalArgumentException("the evidence lacks topic " + arrival.topic());
    }
    return unspoken;
  }

  private Stream<RuleViolation> violationsWhere(Kind kind, Predicate<DeliveredMessage> broken) {
    return messages.stream().filter(broken).map(arrival -> violation(kind, arrival));
  }

  private RuleViolation violation(Kind kind, DeliveredMessage arrival) {
    return new RuleViolation(
        kind,
        subscriber.id(),
        "%s (topic %s) at %s"
            .formatted(arrival.message().campaign(), arrival.topic(), arrival.at().atZone(zone)));
  }
}
