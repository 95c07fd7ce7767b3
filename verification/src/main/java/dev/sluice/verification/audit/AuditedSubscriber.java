package dev.sluice.verification.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A subscriber as whoever entered them knows them.
 *
 * @param zone the zone they gave, if any
 * @param attributes as the API takes them
 * @param choices what they chose, whenever they did
 */
public record AuditedSubscriber(
    String id,
    String address,
    Optional<ZoneId> zone,
    String stage,
    JsonNode attributes,
    List<TopicChoice> choices) {

  public AuditedSubscriber {
    choices = List.copyOf(choices);
  }

  /**
   * What a person said about a topic at an instant.
   *
   * @param period the least time between two messages, zero for every message as it comes
   */
  public record TopicChoice(Instant since, String topic, boolean subscribed, Period period) {}

  /** Returns this person from when they leave a topic on. */
  public AuditedSubscriber withUnsubscribe(String topic, Instant at) {
    List<TopicChoice> more = new ArrayList<>(choices);
    more.add(new TopicChoice(at, topic, false, Period.ZERO));
    return new AuditedSubscriber(id, address, zone, stage, attributes, more);
  }

  /**
   * Returns this person as they take their mail, which rules know by the attributes {@code
   * unopened} and {@code lastOpened}.
   */
  AuditedSubscriber withEngagement(int unopened, Optional<LocalDate> lastOpened) {
    ObjectNode known = JsonMapper.shared().createObjectNode();
    attributes.properties().forEach(entry -> known.set(entry.getKey(), entry.getValue()));
    known.remove("lastOpened");
    known.put("unopened", unopened);
    lastOpened.ifPresent(day -> known.putObject("lastOpened").put("date", day.toString()));
    return new AuditedSubscriber(id, address, zone, stage, known, choices);
  }

  Optional<TopicChoice> choiceAt(String topic, Instant at) {
    return choices.stream()
        .filter(choice -> choice.topic().equals(topic) && !choice.since().isAfter(at))
        .max(Comparator.comparing(TopicChoice::since));
  }
}
