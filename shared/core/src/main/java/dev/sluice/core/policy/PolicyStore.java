package dev.sluice.core.policy;

import java.util.Optional;

/** Where every revision of the policy is kept. */
public interface PolicyStore {

  /** Returns the newest revision, {@link SendPolicy#INITIAL} in a fresh installation. */
  SendPolicy current();

  /** Returns a revision, if there has been one of that number. */
  Optional<SendPolicy> findRevision(long revision);

  /**
   * Stores rules as the newest revision, one above the current one.
   *
   * @param rules what shall hold; its revision is not looked at
   * @return the rules with their revision
   */
  SendPolicy add(SendPolicy rules);
}
