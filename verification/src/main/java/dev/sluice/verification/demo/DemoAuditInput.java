package dev.sluice.verification.demo;

import dev.sluice.local.LocalRun;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.verification.audit.AuditInput;
import dev.sluice.verification.audit.AuditInput.AuditedCampaign;
import dev.sluice.verification.audit.AuditInput.AuditedMessage;
import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.audit.AuditInput.ObservedEvent;
import dev.sluice.verification.demo.DemoReaders.TopicUnsubscription;
import dev.sluice.verification.demo.DemoScenario.PlannedCampaign;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Builds the audit's input from the demo's own data, the mailbox and the recorded events.
 *
 * @param enqueued the campaigns that were enqueued
 * @param counts the API's counts of these
 * @param events the events that SES published
 * @param unsubscriptions unsubscribes by link
 * @param run the run
 */
record DemoAuditInput(
    List<AuditedSubscriber> subscribers,
    List<PlannedCampaign> enqueued,
    List<DemoCampaignCounts> counts,
    List<ObservedEvent> events,
    List<TopicUnsubscription> unsubscriptions,
    LocalRun run) {

  private static final Map<String, Period> CADENCES =
      Map.of("asItComes", Period.ZERO, "weekly", Period.ofDays(7));

  AuditInput toAuditInput() {
    return new AuditInput(
        DemoScenario.policy(),
        topicDefaults(),
        subscribers.stream().map(this::withUnsubscriptions).toList(),
        enqueued.stream().map(this::auditedCampaign).toList(),
        run.mailbox().messages().stream().map(DemoAuditInput::auditedMessage).toList(),
        parameter("PostalAddress"),
        new AuditInput.EventLog(allEvents(), parameter("LinkBaseUrl"), run.clock().instant()));
  }

  private List<ObservedEvent> allEvents() {
    return Stream.concat(
            events.stream(), unsubscriptions.stream().map(DemoAuditInput::toObservedEvent))
        .toList();
  }

  private static ObservedEvent toObservedEvent(TopicUnsubscription departure) {
    return new ObservedEvent(
        departure.at(),
        departure.address(),
        departure.campaign(),
        departure.sentAt(),
        new ObservedEvent.Unsubscribed());
  }

  private AuditedSubscriber withUnsubscriptions(AuditedSubscriber person) {
    AuditedSubscriber departed = person;
    for (TopicUnsubscription departure : unsubscriptions) {
      departed =
          departure.address().equals(person.address())
              ? departed.withUnsubscribe(departure.topic(), departure.at())
              : departed;
    }
    return departed;
  }

  private String parameter(String name) {
    return run.stack().parameters().getOrDefault(name, "");
  }

  private static Map<String, AuditInput.TopicDefaults> topicDefaults() {
    return DemoScenario.topics().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> topicDefaults(entry.getValue())));
  }

  private static AuditInput.TopicDefaults topicDefaults(JsonNode topic) {
    String cadence = topic.get("cadence").asString();
    Period period = CADENCES.get(cadence);
    if (period == null) {
      throw new IllegalStateException("the demo has no topic that is sent " + cadence);
    }
    return new AuditInput.TopicDefaults(topic.get("joining").asString().equals("optOut"), period);
  }

  private AuditedCampaign auditedCampaign(PlannedCampaign planned) {
    return new AuditedCampaign(
        planned.id(),
        planned.topic(),
        planned.start(),
        planned.expiry(),
        criteria(planned.json().path("segments")),
        criteria(planned.json().path("excluded")),
        counts(planned).map(DemoCampaignCounts::sent).orElse(0L),
        counts(planned).map(DemoCampaignCounts::feedback).orElse(Map.of()));
  }

  private static List<JsonNode> criteria(JsonNode segments) {
    Map<String, JsonNode> known = DemoScenario.segments();
    return segments
        .valueStream()
        .map(id -> known.getOrDefault(id.asString(), id).path("criterion"))
        .toList();
  }

  private Optional<DemoCampaignCounts> counts(PlannedCampaign planned) {
    return counts.stream().filter(count -> count.id().equals(planned.id())).findFirst();
  }

  private static AuditedMessage auditedMessage(ReceivedMessage message) {
    return new AuditedMessage(
        message.at(),
        message.to(),
        message.tag("campaign").orElse(""),
        message.headers().stream()
            .collect(
                Collectors.toMap(
                    ReceivedMessage.Header::name, ReceivedMessage.Header::value, (a, b) -> a)),
        message.html(),
        message.text());
  }
}
