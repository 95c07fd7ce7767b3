package dev.sluice.core.planning;

import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.state.SubscriberProfile;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.Subscriber;
import java.time.Instant;
import java.time.ZoneId;

/** The input of a plan besides its candidates: the subscriber, the policy and the instant. */
public record PlanningInput(
    Subscriber subscriber, SubscriberState state, SendPolicy policy, Instant now) {

  /** Returns the subscriber as the criteria of caps see them. */
  public SubscriberProfile profile() {
    return new SubscriberProfile(subscriber, state, zone());
  }

  /** Returns the zone in which the subscriber's days and hours are counted. */
  public ZoneId zone() {
    return policy.zoneOf(subscriber);
  }
}
