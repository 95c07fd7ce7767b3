package dev.sluice.api.explain;

import dev.sluice.core.state.SendEvent;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what was heard of a send since. */
final class SendEventText {

  private SendEventText() {}

  /** Returns a sentence, empty if there is nothing to tell. */
  static Optional<String> describe(Set<SendEvent> heard) {
    String told = heard.stream().map(SendEventText::describe).collect(Collectors.joining(", "));
    return heard.isEmpty() ? Optional.empty() : Optional.of("It was " + told + ".");
  }

  private static String describe(SendEvent news) {
    return switch (news) {
      case TAKEN -> "taken by SES, whose answer was lost";
      case DELIVERED -> "delivered";
      case OPENED -> "opened";
      case CLICKED -> "clicked";
      case PREFETCHED -> "fetched by a machine";
      case SOFT_BOUNCED -> "bounced for the time being";
      case BOUNCED -> "bounced for good";
      case COMPLAINED -> "reported as unwanted";
      case UNSUBSCRIBED -> "answered by leaving the topic";
      case REJECTED -> "rejected by SES after it had been taken";
      case UNTRIED -> "not tried, as the address is on SES's suppression list";
    };
  }
}
