package dev.sluice.core.service;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.subscriber.EmailAddress;
import java.util.Set;

/**
 * The suppression list of the account at the mail service, which sends nothing to an address on it,
 * whatever the subscriber's state says.
 */
public interface AccountSuppressionList {

  /**
   * Returns why an address is on the list, empty if it is not.
   *
   * @throws RuntimeException if the service does not answer
   */
  Set<Suppression.Cause> causes(EmailAddress address);

  /**
   * Removes an address from the list; an address that is not on it is no error.
   *
   * @throws RuntimeException if the service does not answer
   */
  void remove(EmailAddress address);
}
