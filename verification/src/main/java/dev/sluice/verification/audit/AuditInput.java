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
 * The input of an audit.
 *
 * @param policy the send policy, as the API takes it
 * @param topics the defaults for subscribers without a choice, by topic
 * @param postalAddress the address that every message must show
 * @param eventLog the events of the messages
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
   * The events of messages after they were sent.
   *
   * @param events in any order
   * @param ownLinks the prefix of unsubscribe and preference links
   * @param until when the counts were read from the API
   */
  public record EventLog(List<ObservedEvent> events, String ownLinks, Instant until) {
    public EventLog {
      events = List.copyOf(events);
    }
  }

  /** The defaults of a topic for subscribers without a choice. */
  public record TopicDefaults(boolean subscribed, Period period) {}

  /**
   * A campaign as it was enqueued, with the counts that the API reports.
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
   * A marketing message in the mailbox.
   *
   * @param at when
   * @param recipients all recipient addresses
   * @param campaign the campaign it is tagged with
   * @param headers values by name, in any case
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
   * A subscriber as they were imported.
   *
   * @param zone the zone they gave, if any
   * @param attributes as the API takes them
   * @param choices all their topic choices, in any order
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
     * A subscriber's choice for a topic at an instant.
     *
     * @param period the least time between two messages, zero for every message as it comes
     */
    public record TopicChoice(Instant since, String topic, boolean subscribed, Period period) {}

    /** Returns this subscriber with an unsubscribe from a topic. */
    public AuditedSubscriber withUnsubscribe(String topic, Instant at) {
      List<TopicChoice> more = new ArrayList<>(choices);
      more.add(new TopicChoice(at, topic, false, Period.ZERO));
      return new AuditedSubscriber(id, address, zone, stage, attributes, more);
    }

    /**
     * Returns this subscriber with the attributes {@code unopened} and {@code lastOpened}, by which
     * rules see engagement.
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
   * A message of a known campaign to a known subscriber.
   *
   * @param order its index among the subscriber's messages, from 0
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
   * An event of a message after it was sent.
   *
   * @param at when it happened
   * @param address the recipient's address
   * @param campaign the message's campaign
   * @param sentAt when the message was sent
   * @param type what happened
   */
  public record ObservedEvent(
      Instant at, String address, String campaign, Instant sentAt, EventType type) {

    /**
     * An earlier fetch counts as one of a security scanner. Messages of a local run are delivered
     * when they are sent.
     */
    private static final Duration TOO_SOON = Duration.ofSeconds(10);

    /** User agents of programs that do not identify themselves, and of Apple's privacy proxy. */
    private static final Set<String> GENERIC_USER_AGENTS = Set.of("", "Mozilla/5.0");

    /** The end of the user agent with which Gmail fetches pictures before a person opens. */
    private static final String GMAIL_PREFETCH = " Edge/12.246 Mozilla/5.0";

    /** The type of an event; each type implies delivery. */
    public sealed interface EventType {}

    /** The recipient's server accepted the message. */
    public record Delivered() implements EventType {}

    /** A program that identifies itself as {@code userAgent} fetched the tracking pixel. */
    public record Opened(String userAgent) implements EventType {}

    /** A program followed a tracked link. */
    public record Clicked(String userAgent, String link) implements EventType {}

    /** The recipient unsubscribed by the message's link. */
    public record Unsubscribed() implements EventType {}

    /** Returns whether a person opened the message. */
    boolean isOpen() {
      return type instanceof Opened(String agent) && !isMachineOpen(agent);
    }

    /**
     * Returns whether a person followed a link other than an unsubscribe or preference link.
     *
     * @param ownLinks the prefix of these links
     */
    boolean isClick(String ownLinks) {
      return type instanceof Clicked(String agent, String link)
          && !isMachineOpen(agent)
          && !link.startsWith(ownLinks);
    }

    /**
     * Returns whether a machine fetched the message, so that the person's engagement is unknown.
     */
    boolean isPrefetch() {
      return switch (type) {
        case Opened(String agent) -> isMachineOpen(agent);
        case Clicked(String agent, String _) -> isMachineOpen(agent);
        case Delivered _, Unsubscribed _ -> false;
      };
    }

    private boolean isMachineOpen(String agent) {
      return GENERIC_USER_AGENTS.contains(agent.strip())
          || agent.strip().endsWith(GMAIL_PREFETCH)
          || at.isBefore(sentAt.plus(TOO_SOON));
    }
  }
}
