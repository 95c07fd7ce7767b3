package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.TopicChoice;
import java.util.Map;

/**
 * A subscriber as the team describes them, with what they are said to have chosen.
 *
 * @param choices only of the topics that are named; empty leaves all choices as they are
 * @param resubscribe whether the subscriber asked the team for these choices, so that they hold
 *     also against what the subscriber chose themselves before
 */
public record Enrolment(
    Subscriber subscriber, Map<TopicId, TopicChoice> choices, boolean resubscribe) {

  public Enrolment {
    choices = Map.copyOf(choices);
  }

  /** Returns the subscriber's identifier. */
  public SubscriberId id() {
    return subscriber.id();
  }
}
