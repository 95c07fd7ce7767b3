package dev.sluice.preferences;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.Optional;

/**
 * What a good link is about.
 *
 * @param record who it belongs to, and where we stand with them
 * @param topic what the link leaves
 * @param described the topic as the team describes it; empty if it was removed since
 * @param campaign the campaign whose message the link is in, if the link says so
 */
record Opened(
    SubscriberRecord record,
    TopicId topic,
    Optional<Topic> described,
    Optional<CampaignId> campaign) {

  /** Returns the name that subscribers know the topic by. */
  String name() {
    return described.map(Topic::name).orElseGet(topic::value);
  }

  /** Tells whether the subscriber has left the topic in so many words. */
  boolean hasLeft() {
    return Optional.ofNullable(record.standing().consents().choices().get(topic))
        .map(TopicChoice::subscription)
        .filter(Subscription.UNSUBSCRIBED::equals)
        .isPresent();
  }

  /** Returns the change by which the topic is left, in the topic's cadence if none was chosen. */
  ConsentChange leaving() {
    Cadence cadence = described.map(Topic::cadence).orElse(Cadence.AS_IT_COMES);
    return new ConsentChange.TopicChosen(
        topic, new TopicChoice(Subscription.UNSUBSCRIBED, cadence));
  }
}
