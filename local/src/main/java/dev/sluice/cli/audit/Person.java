package dev.sluice.cli.audit;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A subscriber as whoever entered them knows them.
 *
 * @param zone the zone they gave, if any
 * @param attributes as the API takes them
 * @param choices what they chose, whenever they did
 */
public record Person(
    String id,
    String address,
    Optional<ZoneId> zone,
    String stage,
    JsonNode attributes,
    List<Choice> choices) {

  public Person {
    choices = List.copyOf(choices);
  }

  /**
   * What a person said about a topic at an instant.
   *
   * @param period the least time between two messages, zero for every message as it comes
   */
  public record Choice(Instant since, String topic, boolean subscribed, Period period) {}

  /** Returns this person from when they leave a topic on. */
  public Person leaving(String topic, Instant at) {
    List<Choice> more = new ArrayList<>(choices);
    more.add(new Choice(at, topic, false, Period.ZERO));
    return new Person(id, address, zone, stage, attributes, more);
  }

  Optional<Choice> choice(String topic, Instant at) {
    return choices.stream()
        .filter(choice -> choice.topic().equals(topic) && !choice.since().isAfter(at))
        .max(Comparator.comparing(Choice::since));
  }
}
