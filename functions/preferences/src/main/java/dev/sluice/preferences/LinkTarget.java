package dev.sluice.preferences;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.SubscriberRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The subscriber and topic that a valid link stands for.
 *
 * @param subscriber the holder, with their state
 * @param topic the topic of the link's message
 * @param topics all topics that exist
 * @param campaign the campaign of the link's message, if the link names it
 */
record LinkTarget(
    SubscriberRecord subscriber, TopicId topic, List<Topic> topics, Optional<CampaignId> campaign) {

  /** Returns the topic's definition, empty if the topic was removed. */
  Optional<Topic> topicDefinition() {
    return topics.stream().filter(one -> one.id().equals(topic)).findFirst();
  }

  /** Returns whether the subscriber has explicitly unsubscribed from the topic. */
  boolean hasUnsubscribed() {
    return explicitChoice()
        .map(TopicChoice::subscription)
        .filter(Subscription.UNSUBSCRIBED::equals)
        .isPresent();
  }

  /** Returns the subscriber's cadence for the topic, or the one from before unsubscribing. */
  Cadence cadence() {
    return explicitChoice()
        .map(TopicChoice::cadence)
        .or(() -> topicDefinition().map(Topic::cadence))
        .orElse(Cadence.AS_IT_COMES);
  }

  /** Returns the slower cadences, none if the subscriber does not get the topic. */
  List<Cadence> slowerCadences() {
    return hasUnsubscribed() || topicDefinition().isEmpty()
        ? List.of()
        : Arrays.stream(Cadence.values())
            .filter(cadence -> cadence.compareTo(cadence()) > 0)
            .toList();
  }

  private Optional<TopicChoice> explicitChoice() {
    return Optional.ofNullable(subscriber.state().consents().choices().get(topic));
  }
}
