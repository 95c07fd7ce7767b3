package dev.sluice.cli.audit;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * All that an audit looks at.
 *
 * @param policy as the API takes it
 * @param topics what holds for people who chose nothing, by topic
 * @param postalAddress what every message must show
 * @param heard what was told of the messages afterwards
 */
public record Evidence(
    JsonNode policy,
    Map<String, Unspoken> topics,
    List<Person> people,
    List<Announced> campaigns,
    List<Receipt> mailbox,
    String postalAddress,
    Heard heard) {

  public Evidence {
    topics = Map.copyOf(topics);
    people = List.copyOf(people);
    campaigns = List.copyOf(campaigns);
    mailbox = List.copyOf(mailbox);
  }

  /**
   * What was told of messages after they were sent.
   *
   * @param signals in any order
   * @param ownLinks what the ways to leave and to choose begin with
   * @param until when the API was asked for its counts
   */
  public record Heard(List<Signal> signals, String ownLinks, Instant until) {
    public Heard {
      signals = List.copyOf(signals);
    }
  }

  /** What holds for a topic as long as a person has not said anything. */
  public record Unspoken(boolean subscribed, Period period) {}
}
