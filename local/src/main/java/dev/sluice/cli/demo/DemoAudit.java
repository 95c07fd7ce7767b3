package dev.sluice.cli.demo;

import dev.sluice.cli.audit.Announced;
import dev.sluice.cli.audit.Audit;
import dev.sluice.cli.audit.Breach;
import dev.sluice.cli.audit.Evidence;
import dev.sluice.cli.audit.Person;
import dev.sluice.cli.audit.Receipt;
import dev.sluice.cli.demo.Scenario.Planned;
import dev.sluice.local.mailbox.ReceivedMessage;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Puts before the audit what the demo entered and what the mailbox received.
 *
 * @param enqueued the campaigns that were enqueued
 * @param counts what the API counts for them
 */
record DemoAudit(
    List<Person> people,
    List<Planned> enqueued,
    List<CampaignCounts> counts,
    String postalAddress) {

  private static final Map<String, Period> CADENCES =
      Map.of("asItComes", Period.ZERO, "weekly", Period.ofDays(7));

  List<Breach> of(List<ReceivedMessage> mailbox) {
    return Audit.of(
        new Evidence(
            Scenario.policy(),
            unspoken(),
            people,
            enqueued.stream().map(this::announced).toList(),
            mailbox.stream().map(DemoAudit::receipt).toList(),
            postalAddress));
  }

  private static Map<String, Evidence.Unspoken> unspoken() {
    return Scenario.topics().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> unspoken(entry.getValue())));
  }

  private static Evidence.Unspoken unspoken(JsonNode topic) {
    String cadence = topic.get("cadence").asString();
    Period period = CADENCES.get(cadence);
    if (period == null) {
      throw new IllegalStateException("the demo has no topic that is sent " + cadence);
    }
    return new Evidence.Unspoken(topic.get("joining").asString().equals("optOut"), period);
  }

  private Announced announced(Planned planned) {
    return new Announced(
        planned.id(),
        planned.topic(),
        planned.start(),
        planned.expiry(),
        criteria(planned.json().path("segments")),
        criteria(planned.json().path("excluded")),
        sent(planned.id()));
  }

  private static List<JsonNode> criteria(JsonNode segments) {
    Map<String, JsonNode> known = Scenario.segments();
    return segments
        .valueStream()
        .map(id -> known.getOrDefault(id.asString(), id).path("criterion"))
        .toList();
  }

  private long sent(String campaign) {
    return counts.stream()
        .filter(count -> count.id().equals(campaign))
        .mapToLong(CampaignCounts::sent)
        .sum();
  }

  private static Receipt receipt(ReceivedMessage message) {
    return new Receipt(
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
