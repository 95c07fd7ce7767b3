package dev.sluice.cli.demo;

import dev.sluice.cli.audit.Announced;
import dev.sluice.cli.audit.Evidence;
import dev.sluice.cli.audit.Person;
import dev.sluice.cli.audit.Receipt;
import dev.sluice.cli.audit.Signal;
import dev.sluice.cli.demo.Scenario.Planned;
import dev.sluice.local.LocalRun;
import dev.sluice.local.mailbox.ReceivedMessage;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Puts before the audit what the demo entered, what the mailbox received and what was told of it.
 *
 * @param enqueued the campaigns that were enqueued
 * @param counts what the API counts for them
 * @param signals what SES told
 * @param departures who left by a link
 * @param run the run as it stands
 */
record DemoAudit(
    List<Person> people,
    List<Planned> enqueued,
    List<CampaignCounts> counts,
    List<Signal> signals,
    List<Departure> departures,
    LocalRun run) {

  private static final Map<String, Period> CADENCES =
      Map.of("asItComes", Period.ZERO, "weekly", Period.ofDays(7));

  Evidence evidence() {
    return new Evidence(
        Scenario.policy(),
        unspoken(),
        people.stream().map(this::departed).toList(),
        enqueued.stream().map(this::announced).toList(),
        run.mailbox().messages().stream().map(DemoAudit::receipt).toList(),
        parameter("PostalAddress"),
        new Evidence.Heard(heard(), parameter("LinkBaseUrl"), run.clock().instant()));
  }

  private List<Signal> heard() {
    return Stream.concat(signals.stream(), departures.stream().map(DemoAudit::signal)).toList();
  }

  private static Signal signal(Departure departure) {
    return new Signal(
        departure.at(),
        departure.address(),
        departure.campaign(),
        departure.sentAt(),
        new Signal.Left());
  }

  private Person departed(Person person) {
    Person departed = person;
    for (Departure departure : departures) {
      departed =
          departure.address().equals(person.address())
              ? departed.leaving(departure.topic(), departure.at())
              : departed;
    }
    return departed;
  }

  private String parameter(String name) {
    return run.stack().parameters().getOrDefault(name, "");
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
        counts(planned).map(CampaignCounts::sent).orElse(0L),
        counts(planned).map(CampaignCounts::heard).orElse(Map.of()));
  }

  private static List<JsonNode> criteria(JsonNode segments) {
    Map<String, JsonNode> known = Scenario.segments();
    return segments
        .valueStream()
        .map(id -> known.getOrDefault(id.asString(), id).path("criterion"))
        .toList();
  }

  private Optional<CampaignCounts> counts(Planned planned) {
    return counts.stream().filter(count -> count.id().equals(planned.id())).findFirst();
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
