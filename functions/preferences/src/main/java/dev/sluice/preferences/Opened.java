package dev.sluice.preferences;

import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.util.Optional;

/**
 * What a good link is about.
 *
 * @param topic what the link leaves
 * @param described the topic as the team describes it; empty if it was removed since
 */
record Opened(Standing standing, TopicId topic, Optional<Topic> described) {

  /** Returns the name that subscribers know the topic by. */
  String name() {
    return described.map(Topic::name).orElseGet(topic::value);
  }

  /** Tells whether the subscriber has left the topic in so many words. */
  boolean hasLeft() {
    return Optional.ofNullable(standing.consents().choices().get(topic))
        .map(TopicChoice::subscription)
        .filter(Subscription.UNSUBSCRIBED::equals)
        .isPresent();
  }
}
