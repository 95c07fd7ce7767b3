package dev.sluice.core.ratelimit;

/** Where the account's sending quota is learned. */
@FunctionalInterface
public interface AccountQuota {

  /** Returns the quota as last read, some minutes old at most. */
  SendingQuota current();

  /**
   * Hears that SES throttled although the quota had room: it has been lowered, or others send too,
   * so it is to be read again soon.
   */
  default void refreshSoon() {}
}
