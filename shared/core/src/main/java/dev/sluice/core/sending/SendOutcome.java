package dev.sluice.core.sending;

/** What became of a message that was handed to SES. */
public sealed interface SendOutcome {

  /** SES took it; it may still bounce. */
  record Accepted(String messageId) implements SendOutcome {}

  /** SES did not take it because of the account's rate or quota: it has not left. */
  record Throttled(Limit limit) implements SendOutcome {}

  /** SES will never take this message: it has not left. */
  record Refused(String cause) implements SendOutcome {}

  /** SES takes nothing from us for now, or was not reached: it has not left. */
  record Unavailable(String cause) implements SendOutcome {}

  /** The answer was lost: it may or may not have left. */
  record Unknown(String cause) implements SendOutcome {}

  /**
   * Returns whether the account, rather than this message, is why it did not leave: sending more is
   * useless.
   */
  default boolean stopsAllSending() {
    return switch (this) {
      case Unavailable _ -> true;
      case Throttled(Limit limit) -> limit == Limit.DAILY;
      case Accepted _, Refused _, Unknown _ -> false;
    };
  }

  /** A limit of the account. */
  enum Limit {
    /** Recipients per second: wait seconds. */
    RATE,
    /** Recipients in any 24 hours: wait for hours. */
    DAILY
  }
}
