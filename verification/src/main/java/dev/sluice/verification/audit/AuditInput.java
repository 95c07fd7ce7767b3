package dev.sluice.verification.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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

  /**
   * A campaign as whoever enqueued it knows it, and what the API says became of it.
   *
   * @param segments criteria that every recipient meets, as the API takes them
   * @param excluded criteria that no recipient meets
   * @param sent the messages that the API counts as sent
   * @param feedback the messages that the API counts as delivered, opened and so on
   */
  public record AuditedCampaign(
      String id,
      String topic,
      Instant start,
      Instant expiry,
      List<JsonNode> segments,
      List<JsonNode> excluded,
      long sent,
      Map<String, Long> feedback) {

    public AuditedCampaign {
      segments = List.copyOf(segments);
      excluded = List.copyOf(excluded);
      feedback = Map.copyOf(feedback);
    }
  }

  /**
   * A marketing message as it arrived.
   *
   * @param at when
   * @param recipients every address it went to
   * @param campaign the campaign it is tagged with
   * @param headers by name, in whatever case they came
   * @param html the HTML part
   * @param text the plain part
   */
  public record AuditedMessage(
      Instant at,
      List<String> recipients,
      String campaign,
      Map<String, String> headers,
      String html,
      String text) {

    public AuditedMessage {
      recipients = List.copyOf(recipients);
      headers =
          headers.entrySet().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
  }

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

  /**
   * A message of a known campaign that reached a known person.
   *
   * @param order its place among the person's messages, from 0
   */
  record DeliveredMessage(int order, AuditedMessage message, AuditedCampaign campaign) {

    Instant at() {
      return message.at();
    }

    String topic() {
      return campaign.topic();
    }
  }

  /**
   * Something that was told of a message after it was sent.
   *
   * @param at when it happened
   * @param address whom the message went to
   * @param campaign whose message it was
   * @param sentAt when the message was sent
   * @param type what happened
   */
  public record ObservedEvent(
      Instant at, String address, String campaign, Instant sentAt, EventType type) {

    /** What is fetched sooner is taken to be fetched by a program that looks for harm. */
    private static final Duration TOO_SOON = Duration.ofSeconds(10);

    /** Programs that say nothing of themselves, or what Apple's privacy proxy says. */
    private static final Set<String> GENERIC_USER_AGENTS = Set.of("", "Mozilla/5.0");

    /** What can happen to a message; each shows that it was delivered. */
    public sealed interface EventType {}

    /** The recipient's server took it. */
    public record Delivered() implements EventType {}

    /** Its picture was fetched by a program that calls itself {@code userAgent}. */
    public record Opened(String userAgent) implements EventType {}

    /** A link in it was followed. */
    public record Clicked(String userAgent, String link) implements EventType {}

    /** Its recipient left by its link. */
    public record Unsubscribed() implements EventType {}

    /** Tells whether a person opened the message. */
    boolean isOpen() {
      return type instanceof Opened(String agent) && !isMachineOpen(agent);
    }

    /**
     * Tells whether a person followed a link that is no way to leave or to choose.
     *
     * @param ownLinks what such ways begin with
     */
    boolean isClick(String ownLinks) {
      return type instanceof Clicked(String agent, String link)
          && !isMachineOpen(agent)
          && !link.startsWith(ownLinks);
    }

    /** Tells whether a machine had the message, so that nobody knows what the person did. */
    boolean isPrefetch() {
      return switch (type) {
        case Opened(String agent) -> isMachineOpen(agent);
        case Clicked(String agent, String _) -> isMachineOpen(agent);
        case Delivered _, Unsubscribed _ -> false;
      };
    }

    private boolean isMachineOpen(String agent) {
      return GENERIC_USER_AGENTS.contains(agent.strip()) || at.isBefore(sentAt.plus(TOO_SOON));
    }
  }
}
