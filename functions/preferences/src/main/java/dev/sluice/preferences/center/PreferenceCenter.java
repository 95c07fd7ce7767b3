package dev.sluice.preferences.center;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.planning.DeferralExplainer;
import dev.sluice.core.planning.PlanningInput;
import dev.sluice.core.planning.WaitReason;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.CampaignNameResolver.NamedCampaign;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SubscriberRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the preference centre shows to one subscriber, as of one instant.
 *
 * @param topics what they can choose among
 * @param policy the rules in force
 * @param campaignNames campaigns by the keys of their sends, as far as they are known
 */
public record PreferenceCenter(
    SubscriberRecord subscriber,
    List<Topic> topics,
    SendPolicy policy,
    MailHistory history,
    Map<SendKey, NamedCampaign> campaignNames,
    Instant now) {

  /** Returns the zone in which the subscriber's days are counted. */
  public ZoneId zone() {
    return policy.zoneOf(subscriber.subscriber());
  }

  /** Returns what holds a send that waits, in order of time, as far as it can be told. */
  List<WaitReason> waitReasons(DeferredSend wait) {
    PlanningInput situation =
        new PlanningInput(subscriber.subscriber(), subscriber.state(), policy, now);
    return topic(wait.topic())
        .map(topic -> new DeferralExplainer(situation).reasonsFor(wait, topic))
        .orElse(List.of());
  }

  Consents consents() {
    return subscriber.state().consents();
  }

  /** Returns since when everything is off, if the subscriber left everything. */
  Optional<Instant> unsubscribedFromAllSince() {
    return consents().unsubscribedAt();
  }

  /** Returns until when everything rests, if a pause is not over. */
  Optional<Instant> pausedUntil() {
    return consents().pausedUntil().filter(now::isBefore);
  }

  Optional<Suppression> suppression() {
    return consents().suppression();
  }

  /** Tells whether nothing comes for now, whatever was chosen. */
  boolean receivesNothing() {
    return unsubscribedFromAllSince().isPresent()
        || pausedUntil().isPresent()
        || suppression().isPresent();
  }

  Optional<Topic> topic(TopicId id) {
    return topics.stream().filter(topic -> topic.id().equals(id)).findFirst();
  }

  /** Tells whether the subscriber gets a topic, a pause aside. */
  boolean isReceiving(TopicId id) {
    return unsubscribedFromAllSince().isEmpty()
        && topic(id)
            .map(consents()::choiceFor)
            .filter(choice -> choice.subscription() == Subscription.SUBSCRIBED)
            .isPresent();
  }

  /** Returns what the subscriber said about a topic, if they said anything. */
  Optional<TopicChoice> explicitChoice(TopicId id) {
    return Optional.ofNullable(consents().choices().get(id));
  }

  Optional<NamedCampaign> campaignName(SendKey key) {
    return Optional.ofNullable(campaignNames.get(key));
  }
}
