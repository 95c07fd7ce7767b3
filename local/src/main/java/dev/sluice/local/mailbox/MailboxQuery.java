package dev.sluice.local.mailbox;

import java.util.Locale;

/**
 * Which messages are asked for, newest first.
 *
 * @param text what an address, the subject or a tag's value contains, in any case; empty for all
 * @param offset matches to leave out, at least 0
 * @param limit matches to return, 1 to {@value #MAX_LIMIT}
 */
public record MailboxQuery(String text, int offset, int limit) {

  /** Messages on a page at most. */
  public static final int MAX_LIMIT = 500;

  public MailboxQuery {
    text = text.strip().toLowerCase(Locale.ROOT);
    offset = Math.max(0, offset);
    limit = Math.clamp(limit, 1, MAX_LIMIT);
  }

  boolean matches(ReceivedMessage message) {
    return text.isEmpty()
        || contains(message.subject())
        || contains(message.from())
        || message.to().stream().anyMatch(this::contains)
        || message.tags().values().stream().anyMatch(this::contains);
  }

  private boolean contains(String text) {
    return text.toLowerCase(Locale.ROOT).contains(text);
  }
}
