package dev.sluice.api;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.lambda.FunctionContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The SES identities that the stack may send as, to refuse a sender that SES would not let through.
 *
 * @param identities domains, which include their subdomains, or addresses; {@code *} stands for any
 *     characters at the beginning. None if they are not known: then nothing is refused
 */
record SenderIdentities(List<String> identities) {

  SenderIdentities {
    identities = identities.stream().map(identity -> identity.toLowerCase(Locale.ROOT)).toList();
  }

  /** Returns the identities in SENDER_IDENTITY and TOPIC_SENDER_IDENTITY. */
  static SenderIdentities of(FunctionContext context) {
    return new SenderIdentities(
        Stream.of("SENDER_IDENTITY", "TOPIC_SENDER_IDENTITY")
            .map(context::optionalVariable)
            .flatMap(Optional::stream)
            .toList());
  }

  /**
   * Checks that the stack may send as an address.
   *
   * @throws InvalidInputException if it may not
   */
  void require(String field, EmailAddress address) {
    if (!identities.isEmpty() && identities.stream().noneMatch(id -> covers(id, address))) {
      throw InvalidInputException.of(
          field,
          address.value(),
          "use an address of "
              + String.join(" or ", identities)
              + ", or name its identity in the parameter TopicSenderIdentity of the stack");
    }
  }

  private static boolean covers(String identity, EmailAddress address) {
    String sender = address.value().toLowerCase(Locale.ROOT);
    if (identity.startsWith("*")) {
      return sender.endsWith(identity.substring(1));
    }
    return identity.contains("@")
        ? sender.equals(identity)
        : address.domain().equals(identity) || address.domain().endsWith("." + identity);
  }
}
