package dev.sluice.core.service;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.subscriber.EmailAddress;
import java.util.Set;

/**
 * The list of addresses that the mail service itself does not send to, kept for the whole account:
 * whoever is on it gets nothing, whatever their standing says.
 */
public interface AccountSuppressionList {

  /**
   * Returns why an address is on the list, nothing if it is not.
   *
   * @throws RuntimeException if the service does not answer
   */
  Set<Suppression.Cause> causes(EmailAddress address);

  /**
   * Takes an address off the list; to remove one that is not on it is no mistake.
   *
   * @throws RuntimeException if the service does not answer
   */
  void remove(EmailAddress address);
}
