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
 * What a good link is about.
 *
 * @param subscriber who it belongs to, and where we stand with them
 * @param topic what the link leaves
 * @param topics all topics there are
 * @param campaign the campaign whose message the link is in, if the link says so
 */
record LinkTarget(
    SubscriberRecord subscriber, TopicId topic, List<Topic> topics, Optional<CampaignId> campaign) {

  /** Returns the topic as the team describes it; empty if it was removed since. */
  Optional<Topic> topicDefinition() {
    return topics.stream().filter(one -> one.id().equals(topic)).findFirst();
  }

  /** Tells whether the subscriber has left the topic in so many words. */
  boolean hasUnsubscribed() {
    return explicitChoice()
        .map(TopicChoice::subscription)
        .filter(Subscription.UNSUBSCRIBED::equals)
        .isPresent();
  }

  /** Returns how often the subscriber wants the topic, or did before leaving it. */
  Cadence cadence() {
    return explicitChoice()
        .map(TopicChoice::cadence)
        .or(() -> topicDefinition().map(Topic::cadence))
        .orElse(Cadence.AS_IT_COMES);
  }

  /** Returns the cadences that bring less of the topic, none if there is nothing to slow down. */
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
