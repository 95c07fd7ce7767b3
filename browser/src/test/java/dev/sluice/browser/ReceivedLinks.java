package dev.sluice.browser;

import dev.sluice.local.mailbox.ReceivedMessage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The links of a message.
 *
 * @param unsubscribe what the mail program's button posts to
 * @param preferences what leads to the preference centre
 */
record ReceivedLinks(String unsubscribe, String preferences) {

  private static final Pattern CENTRE = Pattern.compile("http[^\"\\s<>]+/p/[A-Za-z0-9_-]+");

  static ReceivedLinks of(ReceivedMessage message) {
    String header = message.header("List-Unsubscribe").orElseThrow();
    Matcher centre = CENTRE.matcher(message.html());
    if (!centre.find()) {
      throw new IllegalStateException("the message has no link to the preference centre");
    }
    return new ReceivedLinks(header.substring(1, header.length() - 1), centre.group());
  }
}
