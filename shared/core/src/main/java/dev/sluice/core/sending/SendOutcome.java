package dev.sluice.core.sending;

/** The outcome of handing a message to SES. */
public sealed interface SendOutcome {

  /** SES accepted it; it may still bounce. */
  record Accepted(String messageId) implements SendOutcome {}

  /** SES refused it because of the account's rate or quota: it was not sent. */
  record Throttled(Limit limit) implements SendOutcome {}

  /** SES will never accept this message: it was not sent. */
  record Refused(String cause) implements SendOutcome {}

  /** SES accepts nothing from the account for now, or was not reached: it was not sent. */
  record Unavailable(WithheldCause cause) implements SendOutcome {}

  /** The response was lost: it may or may not have been sent. */
  record Unknown(String cause) implements SendOutcome {}

  /**
   * Returns whether the account, rather than this message, is the reason that it was not sent:
   * sending more is useless.
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
