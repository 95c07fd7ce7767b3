package dev.sluice.core.transactional;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;

/** The recipient of a transactional message. */
public sealed interface Recipient {

  /** A stored subscriber: the current address, and the attributes as values. */
  record SubscriberRecipient(SubscriberId subscriber) implements Recipient {}

  /** An address, whether or not it belongs to a subscriber. */
  record AddressRecipient(EmailAddress address) implements Recipient {}
}
