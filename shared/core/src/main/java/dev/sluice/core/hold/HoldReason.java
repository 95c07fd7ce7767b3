package dev.sluice.core.hold;

/** The reason for a hold of all marketing; transactional mail is not held. */
public enum HoldReason {
  /** SES accepts no mail from the account: {@code SendingEnabled} of GetAccount is false. */
  SENDING_DISABLED,
  /**
   * SES reviews the account ({@code EnforcementStatus} PROBATION): every further complaint counts
   * against it.
   */
  PROBATION,
  /** SES has shut the account down ({@code EnforcementStatus} SHUTDOWN). */
  SHUTDOWN,
  /** Too many of the messages bounce. */
  BOUNCE_RATE,
  /** Too many recipients complain. */
  COMPLAINT_RATE,
  /** In run after run SES withheld every message, see {@link WithheldRuns}. */
  SENDING_WITHHELD,
  /** A mailbox provider publishes that too many of its users report the messages as spam. */
  SPAM_RATE
}
