package dev.sluice.local.mailbox;

import java.util.List;

/**
 * A page of messages.
 *
 * @param messages the messages, newest first
 * @param total how many match in all
 * @param query what was asked for
 */
public record MailboxSearchResult(List<ReceivedMessage> messages, int total, MailboxQuery query) {
  public MailboxSearchResult {
    messages = List.copyOf(messages);
  }
}
