package dev.sluice.mail.link;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The claims of a token.
 *
 * @param purpose the use that the token is valid for
 * @param subscriber id of the subscriber, 1 to 128 bytes of UTF-8
 * @param topic id of the topic of the link's message, if any; at most 128 bytes
 * @param campaign id of the campaign of the link's message, if any; at most 128 bytes
 */
public record LinkClaims(
    LinkPurpose purpose, String subscriber, Optional<String> topic, Optional<String> campaign) {

  /** The largest id in bytes of UTF-8, the same number as a subscriber id has characters. */
  public static final int MAX_ID_BYTES = 128;

  public LinkClaims {
    require("subscriber", subscriber);
    topic.ifPresent(id -> require("topic", id));
    campaign.ifPresent(id -> require("campaign", id));
  }

  /** Returns claims to unsubscribe from a topic, for a message of a campaign. */
  public static LinkClaims unsubscribe(String subscriber, String topic, String campaign) {
    return new LinkClaims(
        LinkPurpose.UNSUBSCRIBE, subscriber, Optional.of(topic), Optional.of(campaign));
  }

  /** Returns claims to open a subscriber's preference center. */
  public static LinkClaims preferences(String subscriber) {
    return new LinkClaims(LinkPurpose.PREFERENCES, subscriber, Optional.empty(), Optional.empty());
  }

  /** Returns claims to be the recipient of a message. */
  public static LinkClaims feedback(String subscriber) {
    return new LinkClaims(LinkPurpose.FEEDBACK, subscriber, Optional.empty(), Optional.empty());
  }

  /** Returns a text safe for logs: some teams use the address as subscriber id. */
  @Override
  public String toString() {
    return "LinkClaims[" + purpose + ", topic=" + topic + ", campaign=" + campaign + "]";
  }

  private static void require(String field, String id) {
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MAX_ID_BYTES) {
      throw new IllegalArgumentException(
          field + " id has " + bytes + " bytes, give 1 to " + MAX_ID_BYTES);
    }
  }
}
