package dev.sluice.core.ratelimit;

/** The source of the account's sending quota. */
@FunctionalInterface
public interface AccountQuota {

  /** Returns the quota as last read, some minutes old at most. */
  SendingQuota current();

  /**
   * Reports that SES throttled although the quota had room: it was lowered, or others send too, so
   * it must be read again soon.
   */
  default void refreshSoon() {}
}
