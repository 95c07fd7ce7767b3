package dev.sluice.json;

import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.subscriber.Subscriber;
import java.util.Map;
import java.util.Optional;

/**
 * A subscriber as teams send them: who the person is, and what they are known to have chosen.
 *
 * @param choices what they chose, only for the topics that are named; empty leaves all as it is
 * @param resubscribe whether they asked the team for it, so that it holds against what they chose
 *     themselves before
 */
public record SubscriberEntry(
    Subscriber subscriber, Map<TopicId, Choice> choices, boolean resubscribe) {

  public SubscriberEntry {
    choices = Map.copyOf(choices);
  }

  /**
   * What a subscriber chose for a topic.
   *
   * @param cadence how often they want it; the topic's own cadence if they did not say
   */
  public record Choice(Subscription subscription, Optional<Cadence> cadence) {}
}
