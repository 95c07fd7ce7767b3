package dev.sluice.mail;

import dev.sluice.core.policy.TopicSender;
import dev.sluice.core.support.InvalidInputException;
import java.util.Optional;

/**
 * The sender of marketing mail.
 *
 * @param from the From address; its domain also names the lists (RFC 2919)
 * @param replyTo the Reply-To address, if replies go elsewhere
 * @param postalAddress the sender's postal address, on one or more lines, 1 to 500 characters
 *     (CAN-SPAM, 15 U.S.C. 7704(a)(5)(A)(iii))
 * @param configurationSet the SES configuration set of marketing mail
 */
public record MarketingSender(
    MailboxAddress from,
    Optional<MailboxAddress> replyTo,
    String postalAddress,
    String configurationSet) {

  private static final int MAX_POSTAL_ADDRESS_CHARACTERS = 500;

  public MarketingSender {
    if (postalAddress.isBlank() || postalAddress.length() > MAX_POSTAL_ADDRESS_CHARACTERS) {
      throw InvalidInputException.of(
          "postalAddress",
          postalAddress,
          "give a postal address of 1 to %d characters".formatted(MAX_POSTAL_ADDRESS_CHARACTERS));
    }
    if (configurationSet.isBlank()) {
      throw InvalidInputException.of(
          "configurationSet", configurationSet, "name the configuration set of marketing mail");
    }
  }

  /**
   * Returns the From address of a topic's messages. The name is the topic's; a topic with an
   * address and no name has the name of the stack.
   */
  MailboxAddress fromFor(TopicSender topic) {
    return new MailboxAddress(
        topic.name().or(from::name), topic.address().orElseGet(from::address));
  }

  /** Returns the Reply-To address of a topic's messages. */
  Optional<MailboxAddress> replyToFor(TopicSender topic) {
    return topic
        .replyTo()
        .map(address -> new MailboxAddress(Optional.empty(), address))
        .or(this::replyTo);
  }
}
