package dev.sluice.local.ses;

import dev.sluice.local.mailbox.ReceivedMessage;

/** Where SES tells of what it accepted. */
@FunctionalInterface
public interface EventPublisher {

  /** Tells nobody. */
  EventPublisher NONE = _ -> {};

  /** Tells what becomes of a message that was accepted now. */
  void accepted(ReceivedMessage message);
}
