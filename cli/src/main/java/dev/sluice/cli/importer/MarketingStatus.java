package dev.sluice.cli.importer;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The status of a subscriber in the product that a file comes from. */
public enum MarketingStatus {
  /** They get marketing. Nothing is changed unless the file is said to be of one topic. */
  SUBSCRIBED,
  /** They unsubscribed, or never agreed to marketing. */
  UNSUBSCRIBED,
  /** Mail to their address bounces. */
  BOUNCED,
  /** They reported mail as spam. */
  COMPLAINED,
  /** The team or the product stopped mail to them. */
  SUPPRESSED;

  private static final String CONSENTS = "/consents";

  /** Returns the status that the beginning of the name of a file of Mailchimp states. */
  public static Optional<MarketingStatus> ofMailchimpFile(String name) {
    return switch (name.toLowerCase(Locale.ROOT).split("_", 2)[0]) {
      case "subscribed" -> Optional.of(SUBSCRIBED);
      case "unsubscribed", "nonsubscribed" -> Optional.of(UNSUBSCRIBED);
      case "cleaned" -> Optional.of(BOUNCED);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Adds the status to the JSON of a subscriber. A weightier suppression that is there already
   * stays.
   *
   * @param topic the topic that the file is of, if it is of one
   */
  void putInto(ObjectNode subscriber, Optional<String> topic) {
    switch (this) {
      case SUBSCRIBED -> topic.ifPresent(id -> choose(subscriber, id, true));
      case UNSUBSCRIBED ->
          topic.ifPresentOrElse(
              id -> choose(subscriber, id, false),
              () -> subscriber.withObject(CONSENTS).put("unsubscribed", true));
      case BOUNCED -> suppress(subscriber, "bounce");
      case COMPLAINED -> suppress(subscriber, "complaint");
      case SUPPRESSED -> suppress(subscriber, "manual");
    }
  }

  private static void choose(ObjectNode subscriber, String topic, boolean subscribed) {
    ObjectNode topics = subscriber.withObject(CONSENTS).withObject("/topics");
    if (!subscribed || !topics.has(topic)) { // of several columns, an opt-out holds
      topics.putObject(topic).put("subscribed", subscribed);
    }
  }

  private static void suppress(ObjectNode subscriber, String cause) {
    ObjectNode consents = subscriber.withObject(CONSENTS);
    if (!consents.path("suppressed").asString("").equals("complaint")) {
      consents.put("suppressed", cause);
    }
  }
}
