package dev.sluice.core.service;

import dev.sluice.core.consent.Suppression;
import java.util.Optional;

/**
 * What an import knows to end all marketing to a subscriber. An import can start a stop and never
 * ends one.
 *
 * @param unsubscribed whether the subscriber unsubscribed from all mail
 * @param suppression the cause for which the address is suppressed
 */
public record MarketingStop(boolean unsubscribed, Optional<Suppression.Cause> suppression) {

  /** The stop that is none. */
  public static final MarketingStop NONE = new MarketingStop(false, Optional.empty());
}
