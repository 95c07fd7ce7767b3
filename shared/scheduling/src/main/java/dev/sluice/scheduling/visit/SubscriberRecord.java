package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.standing.Standing;

/** A subscriber and where we stand with them, as read together. */
public record SubscriberRecord(Subscriber subscriber, Standing standing) {

  /** Returns the subscriber's identifier. */
  public SubscriberId id() {
    return subscriber.id();
  }

  /** Returns this record with another standing. */
  public SubscriberRecord with(Standing changed) {
    return new SubscriberRecord(subscriber, changed);
  }
}
