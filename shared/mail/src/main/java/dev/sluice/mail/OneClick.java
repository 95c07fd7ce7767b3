package dev.sluice.mail;

import dev.sluice.core.policy.Topic;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.mail.template.TextSanitizer;
import java.net.URI;
import java.util.List;

/**
 * The headers with which mail clients offer one-click unsubscribe and distinguish topics.
 *
 * <p>List-Unsubscribe (RFC 2369) has one https link, List-Unsubscribe-Post declares that a POST to
 * it suffices (RFC 8058), and List-Id (RFC 2919) names the topic.
 */
public final class OneClick {

  /** Octets of a list's identifier (RFC 2919 section 2). */
  private static final int MAX_LIST_ID_CHARACTERS = 255;

  private OneClick() {}

  /**
   * Returns the three headers.
   *
   * @param unsubscribe the unsubscribe link; a comma or blank in it would split the header
   * @param domain the sender's domain, in ASCII
   * @throws InvalidInputException if the link or the list's identifier is too long for a header
   */
  public static List<MailHeader> headers(URI unsubscribe, Topic topic, String domain) {
    return List.of(
        new MailHeader("List-Unsubscribe", "<" + unsubscribe.toASCIIString() + ">"),
        new MailHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        new MailHeader(
            "List-Id",
            DisplayNameEncoder.encode(TextSanitizer.singleLine(topic.name()))
                + " <"
                + listId(topic, domain)
                + ">"));
  }

  private static String listId(Topic topic, String domain) {
    String id = topic.id().value() + "." + domain;
    if (id.length() > MAX_LIST_ID_CHARACTERS) {
      throw InvalidInputException.of(
          "topic", id, "shorten the topic's id: with the sender's domain at most 255 characters");
    }
    return id;
  }
}
