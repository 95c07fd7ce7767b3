package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Standing;

/**
 * A subscriber and where we stand with them, as read together.
 *
 * <p>A suppression of an address that they no longer have is over: it is taken for gone here, so
 * that whoever changes an address need not know of it, and goes for good with the next write of the
 * standing.
 */
public record SubscriberRecord(Subscriber subscriber, Standing standing) {

  public SubscriberRecord {
    Consents now = standing.consents().at(subscriber.address());
    standing = now.equals(standing.consents()) ? standing : standing.with(now);
  }

  /** Returns the subscriber's identifier. */
  public SubscriberId id() {
    return subscriber.id();
  }

  /** Returns this record with another standing. */
  public SubscriberRecord with(Standing changed) {
    return new SubscriberRecord(subscriber, changed);
  }
}
