package dev.sluice.mail;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rendered message to one recipient, within SES's limits.
 *
 * @param subject on one line; any language, SES encodes it
 * @param html the HTML part
 * @param text the plain part
 * @param headers at most 15 (SES quota), each name once
 * @param tags the tags that SES returns in the events of the message, at most 50; names and values
 *     of 1 to 256 letters, digits, '_' and '-' (SES quota), no address among them; SES reads the
 *     names {@code ses:feedback-id-a} and {@code ses:feedback-id-b} itself
 * @param configurationSet the SES configuration set of the message
 */
public record MailMessage(
    MailboxAddress from,
    EmailAddress to,
    Optional<MailboxAddress> replyTo,
    String subject,
    String html,
    String text,
    List<MailHeader> headers,
    Map<String, String> tags,
    String configurationSet) {

  private static final int MAX_HEADERS = 15;
  private static final int MAX_TAGS = 50;

  /**
   * Characters of both parts: at the four bytes a character takes at most, and base64 on top, still
   * below the 40 MB that SES takes.
   */
  private static final int MAX_CHARACTERS = 4 * 1024 * 1024;

  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

  public MailMessage {
    headers = List.copyOf(headers);
    tags = Map.copyOf(tags);
    if (CONTROL.matcher(subject).find()) {
      throw InvalidInputException.of("subject", subject, "use one line without control characters");
    }
    if (html.length() + text.length() > MAX_CHARACTERS) {
      throw InvalidInputException.of(
          "html",
          html.length() + text.length() + " characters with the text",
          "use at most " + MAX_CHARACTERS);
    }
    requireHeaders(headers);
    requireTags(tags);
  }

  /** Returns this message with one more tag. */
  public MailMessage withTag(String name, String value) {
    Map<String, String> extended = new HashMap<>(tags);
    extended.put(name, value);
    return new MailMessage(
        from, to, replyTo, subject, html, text, headers, extended, configurationSet);
  }

  /** Returns a text safe for logs: neither address nor content. */
  @Override
  public String toString() {
    return "MailMessage[to=" + to + ", tags=" + tags.keySet() + "]";
  }

  private static void requireHeaders(List<MailHeader> headers) {
    long names =
        headers.stream().map(header -> header.name().toLowerCase(Locale.ROOT)).distinct().count();
    if (headers.size() > MAX_HEADERS || names < headers.size()) {
      throw InvalidInputException.of(
          "headers", headers, "give at most " + MAX_HEADERS + " headers, each name once");
    }
  }

  private static boolean isName(String tag) {
    return TAG.matcher(tag).matches()
        || tag.equals(MessageTags.FEEDBACK_ID_A)
        || tag.equals(MessageTags.FEEDBACK_ID_B);
  }

  private static void requireTags(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw InvalidInputException.of("tags", tags.size(), "give at most " + MAX_TAGS);
    }
    tags.forEach((name, value) -> {
      if (!isName(name) || !TAG.matcher(value).matches()) {
        throw InvalidInputException.of(
            "tags." + name, value, "use 1 to 256 letters, digits, '_' and '-'");
      }
    });
  }
}
