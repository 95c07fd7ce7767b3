package dev.sluice.preferences.centre;

import dev.sluice.scheduling.delivery.CampaignNames.Named;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.plan.WaitReason;
import dev.sluice.scheduling.plan.WaitingReasons;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.standing.WaitingSend;
import dev.sluice.scheduling.visit.SubscriberRecord;
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
 * @param names campaigns by the keys of their sends, as far as they are known
 */
public record Centre(
    SubscriberRecord record,
    List<Topic> topics,
    SendPolicy policy,
    Ledger ledger,
    Map<SendKey, Named> names,
    Instant now) {

  /** Returns the zone in which the subscriber's days are counted. */
  public ZoneId zone() {
    return policy.zoneOf(record.subscriber());
  }

  /** Returns what holds a send that waits, in order of time, as far as it can be told. */
  List<WaitReason> reasons(WaitingSend wait) {
    Situation situation = new Situation(record.subscriber(), record.standing(), policy, now);
    return topic(wait.topic())
        .map(topic -> new WaitingReasons(situation).of(wait, topic))
        .orElse(List.of());
  }

  Consents consents() {
    return record.standing().consents();
  }

  /** Returns since when everything is off, if the subscriber left everything. */
  Optional<Instant> leftAll() {
    return consents().leftAll();
  }

  /** Returns until when everything rests, if a pause is not over. */
  Optional<Instant> pausedUntil() {
    return consents().pausedUntil().filter(now::isBefore);
  }

  Optional<Suppression> suppression() {
    return consents().suppression();
  }

  /** Tells whether nothing comes for now, whatever was chosen. */
  boolean rests() {
    return leftAll().isPresent() || pausedUntil().isPresent() || suppression().isPresent();
  }

  Optional<Topic> topic(TopicId id) {
    return topics.stream().filter(topic -> topic.id().equals(id)).findFirst();
  }

  /** Tells whether the subscriber gets a topic, a pause aside. */
  boolean gets(TopicId id) {
    return leftAll().isEmpty()
        && topic(id)
            .map(consents()::choice)
            .filter(choice -> choice.subscription() == Subscription.SUBSCRIBED)
            .isPresent();
  }

  /** Returns what the subscriber said about a topic, if they said anything. */
  Optional<TopicChoice> said(TopicId id) {
    return Optional.ofNullable(consents().choices().get(id));
  }

  Optional<Named> named(SendKey key) {
    return Optional.ofNullable(names.get(key));
  }
}
