package dev.sluice.core.state;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;

/**
 * A subscriber and the subscriber's state, as read together.
 *
 * <p>A suppression of an address that the subscriber no longer has is over: the record leaves it
 * out, so that code that changes an address need not handle it, and the next write of the state
 * removes it.
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

  /** Returns this record with another state. */
  public SubscriberRecord withState(SubscriberState changed) {
    return new SubscriberRecord(subscriber, changed);
  }
}
