package dev.sluice.local.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message that the SES endpoint accepted.
 *
 * @param id the message id that the sender was given
 * @param at when it was accepted, in the run's time
 * @param from the From address as it was given
 * @param to all recipients
 * @param subject the subject
 * @param html the HTML part, empty if there is none
 * @param text the text part, empty if there is none
 * @param headers the extra headers, in order
 * @param tags the message tags
 * @param configurationSet the configuration set
 * @param bodyKept whether the parts are still kept; old ones are dropped to bound memory
 */
public record ReceivedMessage(
    String id,
    Instant at,
    String from,
    List<String> to,
    String subject,
    String html,
    String text,
    List<Header> headers,
    Map<String, String> tags,
    Optional<String> configurationSet,
    boolean bodyKept) {

  public ReceivedMessage {
    to = List.copyOf(to);
    headers = List.copyOf(headers);
    tags = Map.copyOf(tags);
  }

  /**
   * One extra header.
   *
   * @param name its name
   * @param value its value, unfolded
   */
  public record Header(String name, String value) {}

  /** Returns the value of a header; names are case-insensitive. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** Returns the value of a tag. */
  public Optional<String> tag(String name) {
    return Optional.ofNullable(tags.get(name));
  }

  /** Returns this message as accepted under {@code acceptedId}. */
  public ReceivedMessage withId(String acceptedId) {
    return new ReceivedMessage(
        acceptedId, at, from, to, subject, html, text, headers, tags, configurationSet, bodyKept);
  }

  /** Returns this message without its parts. */
  ReceivedMessage withoutBody() {
    return new ReceivedMessage(
        id, at, from, to, subject, "", "", headers, tags, configurationSet, false);
  }

  /** Returns the characters of its parts. */
  long bodyLength() {
    return (long) html.length() + text.length();
  }
}
