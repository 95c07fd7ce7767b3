package dev.sluice.scheduling.plan;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.standing.Profile;
import dev.sluice.scheduling.standing.Standing;
import java.time.Instant;
import java.time.ZoneId;

/** What a plan is made from, beside its candidates: the person, the rules, and the instant. */
public record Situation(Subscriber subscriber, Standing standing, SendPolicy policy, Instant now) {

  /** Returns the subscriber as the criteria of caps see them. */
  public Profile profile() {
    return new Profile(subscriber, standing, zone());
  }

  /** Returns the zone in which the subscriber's days and hours are counted. */
  public ZoneId zone() {
    return policy.zoneOf(subscriber);
  }
}
