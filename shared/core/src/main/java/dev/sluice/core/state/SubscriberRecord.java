package dev.sluice.core.state;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;

/**
 * A subscriber and where we stand with them, as read together.
 *
 * <p>A suppression of an address that they no longer have is over: it is taken for gone here, so
 * that whoever changes an address need not know of it, and goes for good with the next write of the
 * standing.
 */
public record SubscriberRecord(Subscriber subscriber, SubscriberState state) {

  public SubscriberRecord {
    Consents now = state.consents().forAddress(subscriber.address());
    state = now.equals(state.consents()) ? state : state.with(now);
  }

  /** Returns the subscriber's identifier. */
  public SubscriberId id() {
    return subscriber.id();
  }

  /** Returns this record with another standing. */
  public SubscriberRecord withState(SubscriberState changed) {
    return new SubscriberRecord(subscriber, changed);
  }
}
