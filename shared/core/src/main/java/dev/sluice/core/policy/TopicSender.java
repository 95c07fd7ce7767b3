package dev.sluice.core.policy;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.InputRules;
import java.util.Optional;

/**
 * What a topic's messages show as their sender; what is empty is as in the stack.
 *
 * <p>Mail clients list senders: a topic with a separate address can be unsubscribed from there
 * alone.
 *
 * @param name the name in the From header, 1 to 100 characters
 * @param address the address in the From header, of an identity that the stack may send as
 * @param replyTo the address for replies
 */
public record TopicSender(
    Optional<String> name, Optional<EmailAddress> address, Optional<EmailAddress> replyTo) {

  /** Characters of a name; mail clients show about a third of it. */
  private static final int MAX_NAME_CHARACTERS = 100;

  /** The sender of the stack. */
  public static final TopicSender OF_THE_STACK =
      new TopicSender(Optional.empty(), Optional.empty(), Optional.empty());

  public TopicSender {
    name.ifPresent(text -> InputRules.requireSingleLine("sender.name", text, MAX_NAME_CHARACTERS));
  }
}
