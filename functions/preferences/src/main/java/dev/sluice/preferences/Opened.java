package dev.sluice.preferences;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a good link is about.
 *
 * @param record who it belongs to, and where we stand with them
 * @param topic what the link leaves
 * @param topics all topics there are
 * @param campaign the campaign whose message the link is in, if the link says so
 */
record Opened(
    SubscriberRecord record, TopicId topic, List<Topic> topics, Optional<CampaignId> campaign) {

  /** Returns the topic as the team describes it; empty if it was removed since. */
  Optional<Topic> described() {
    return topics.stream().filter(one -> one.id().equals(topic)).findFirst();
  }

  /** Tells whether the subscriber has left the topic in so many words. */
  boolean hasLeft() {
    return said()
        .map(TopicChoice::subscription)
        .filter(Subscription.UNSUBSCRIBED::equals)
        .isPresent();
  }

  /** Returns how often the subscriber wants the topic, or did before leaving it. */
  Cadence cadence() {
    return said()
        .map(TopicChoice::cadence)
        .or(() -> described().map(Topic::cadence))
        .orElse(Cadence.AS_IT_COMES);
  }

  /** Returns the cadences that bring less of the topic, none if there is nothing to slow down. */
  List<Cadence> slower() {
    return hasLeft() || described().isEmpty()
        ? List.of()
        : Arrays.stream(Cadence.values())
            .filter(cadence -> cadence.compareTo(cadence()) > 0)
            .toList();
  }

  private Optional<TopicChoice> said() {
    return Optional.ofNullable(record.standing().consents().choices().get(topic));
  }
}
