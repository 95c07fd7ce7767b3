package dev.sluice.core.sending;

/** A rendered message that is ready to be sent. */
@FunctionalInterface
public interface PreparedMessage {

  /** Hands the message to SES, once, without retries. */
  SendOutcome send();
}
