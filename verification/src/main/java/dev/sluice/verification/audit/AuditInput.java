package dev.sluice.verification.audit;

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
 * @param eventLog what was told of the messages afterwards
 */
public record AuditInput(
    JsonNode policy,
    Map<String, TopicDefaults> topics,
    List<AuditedSubscriber> subscribers,
    List<AuditedCampaign> campaigns,
    List<AuditedMessage> mailbox,
    String postalAddress,
    EventLog eventLog) {

  public AuditInput {
    topics = Map.copyOf(topics);
    subscribers = List.copyOf(subscribers);
    campaigns = List.copyOf(campaigns);
    mailbox = List.copyOf(mailbox);
  }

  /**
   * What was told of messages after they were sent.
   *
   * @param events in any order
   * @param ownLinks what the ways to leave and to choose begin with
   * @param until when the API was asked for its counts
   */
  public record EventLog(List<ObservedEvent> events, String ownLinks, Instant until) {
    public EventLog {
      events = List.copyOf(events);
    }
  }

  /** What holds for a topic as long as a person has not said anything. */
  public record TopicDefaults(boolean subscribed, Period period) {}
}
