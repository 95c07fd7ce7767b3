package dev.sluice.core.sending;

/** A message ready to go. */
@FunctionalInterface
public interface PreparedMessage {

  /** Hands the message to SES, once, without retries. */
  SendOutcome send();
}
