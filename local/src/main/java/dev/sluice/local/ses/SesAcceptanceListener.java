package dev.sluice.local.ses;

import dev.sluice.local.mailbox.ReceivedMessage;

/** Where SES tells of what it accepted. */
@FunctionalInterface
public interface SesAcceptanceListener {

  /** Tells nobody. */
  SesAcceptanceListener NONE = _ -> {};

  /** Tells what becomes of a message that was accepted now. */
  void onAccepted(ReceivedMessage message);
}
