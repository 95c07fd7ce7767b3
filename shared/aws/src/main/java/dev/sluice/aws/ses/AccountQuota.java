package dev.sluice.aws.ses;

/** Where the account's sending quota is learned. */
@FunctionalInterface
public interface AccountQuota {

  /** Returns the quota as last read, some minutes old at most. */
  SendingQuota current();
}
