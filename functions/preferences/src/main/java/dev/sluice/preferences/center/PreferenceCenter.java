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
 * Everything that the preference center shows to one subscriber, as of one instant.
 *
 * @param topics all topics that exist
 * @param policy the rules in force
 * @param campaignNames campaigns by the keys of their sends; those that no longer exist are missing
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

  /** Returns what holds a deferred send, in order of time; none if its topic was removed. */
  List<WaitReason> waitReasons(DeferredSend wait) {
    PlanningInput input =
        new PlanningInput(subscriber.subscriber(), subscriber.state(), policy, now);
    return topic(wait.topic())
        .map(topic -> new DeferralExplainer(input).reasonsFor(wait, topic))
        .orElse(List.of());
  }

  Consents consents() {
    return subscriber.state().consents();
  }

  /** Returns when the subscriber unsubscribed from everything, if they did. */
  Optional<Instant> unsubscribedFromAllSince() {
    return consents().unsubscribedAt();
  }

  /** Returns the end of the pause in force. */
  Optional<Instant> pausedUntil() {
    return consents().pausedUntil().filter(now::isBefore);
  }

  Optional<Suppression> suppression() {
    return consents().suppression();
  }

  /** Returns whether no marketing mail is sent at present, whatever the choices. */
  boolean receivesNothing() {
    return unsubscribedFromAllSince().isPresent()
        || pausedUntil().isPresent()
        || suppression().isPresent();
  }

  Optional<Topic> topic(TopicId id) {
    return topics.stream().filter(topic -> topic.id().equals(id)).findFirst();
  }

  /** Returns whether the subscriber gets a topic, regardless of a pause. */
  boolean isReceiving(TopicId id) {
    return unsubscribedFromAllSince().isEmpty()
        && topic(id)
            .map(consents()::choiceFor)
            .filter(choice -> choice.subscription() == Subscription.SUBSCRIBED)
            .isPresent();
  }

  /** Returns the subscriber's own choice for a topic, if they made one. */
  Optional<TopicChoice> explicitChoice(TopicId id) {
    return Optional.ofNullable(consents().choices().get(id));
  }

  Optional<NamedCampaign> campaignName(SendKey key) {
    return Optional.ofNullable(campaignNames.get(key));
  }
}
