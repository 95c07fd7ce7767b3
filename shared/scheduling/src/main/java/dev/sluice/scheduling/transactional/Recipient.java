package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.SubscriberId;

/** Whom a transactional message is for. */
public sealed interface Recipient {

  /** Someone Sluice knows: their current address, and their attributes as values. */
  record Known(SubscriberId subscriber) implements Recipient {}

  /** An address, whether or not it belongs to a subscriber. */
  record Bare(EmailAddress address) implements Recipient {}
}
