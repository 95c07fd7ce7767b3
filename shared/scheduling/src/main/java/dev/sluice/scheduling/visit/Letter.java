package dev.sluice.scheduling.visit;

/** A message ready to go. */
@FunctionalInterface
public interface Letter {

  /** Hands the message to SES, once, without retries. */
  SendOutcome post();
}
