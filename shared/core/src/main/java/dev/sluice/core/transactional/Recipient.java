package dev.sluice.core.transactional;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;

/** Whom a transactional message is for. */
public sealed interface Recipient {

  /** Someone Sluice knows: their current address, and their attributes as values. */
  record SubscriberRecipient(SubscriberId subscriber) implements Recipient {}

  /** An address, whether or not it belongs to a subscriber. */
  record AddressRecipient(EmailAddress address) implements Recipient {}
}
