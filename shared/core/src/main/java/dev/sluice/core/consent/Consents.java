package dev.sluice.core.consent;

import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.subscriber.EmailAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a subscriber has allowed.
 *
 * @param choices what they chose, for the topics they chose anything for
 * @param unsubscribedAt since when they have left everything, if they have
 * @param pausedUntil until when they want nothing, if they paused
 * @param suppression why the address gets nothing, if it is suppressed
 * @param clearance what can no longer suppress it
 */
public record Consents(
    Map<TopicId, TopicChoice> choices,
    Optional<Instant> unsubscribedAt,
    Optional<Instant> pausedUntil,
    Optional<Suppression> suppression,
    SuppressionClearance clearance) {

  /** The consents of a subscriber who has not said anything. */
  public static final Consents INITIAL =
      new Consents(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public Consents {
    choices = Map.copyOf(choices);
  }

  /** Creates the consents of a subscriber whose address was never freed. */
  public Consents(
      Map<TopicId, TopicChoice> choices,
      Optional<Instant> unsubscribedAt,
      Optional<Instant> pausedUntil,
      Optional<Suppression> suppression) {
    this(choices, unsubscribedAt, pausedUntil, suppression, SuppressionClearance.NONE);
  }

  /**
   * Returns what the subscriber chose for a topic, or what the topic does for those who did not.
   */
  public TopicChoice choiceFor(Topic topic) {
    return Optional.ofNullable(choices.get(topic.id())).orElseGet(() -> defaultChoice(topic));
  }

  /** Returns these consents with another choice for a topic. */
  public Consents withChoice(TopicId topic, TopicChoice choice) {
    Map<TopicId, TopicChoice> changed = new LinkedHashMap<>(choices);
    changed.put(topic, choice);
    return new Consents(changed, unsubscribedAt, pausedUntil, suppression, clearance);
  }

  /** Returns these consents for an address that is suppressed so, or not. */
  public Consents withSuppression(Optional<Suppression> changed) {
    return new Consents(choices, unsubscribedAt, pausedUntil, changed, clearance);
  }

  /** Returns these consents for an address that the team freed, whatever suppressed it. */
  public Consents withClearance(SuppressionClearance since) {
    return new Consents(
        choices, unsubscribedAt, pausedUntil, Optional.empty(), clearance.merge(since));
  }

  /**
   * Returns these consents of somebody who has this address now: a suppression of another one is
   * over, and what led to it counts no more.
   */
  public Consents forAddress(EmailAddress now) {
    return suppression
        .filter(held -> !held.appliesTo(now))
        .map(over -> withClearance(SuppressionClearance.ofBounces(over.since())))
        .orElse(this);
  }

  /** Returns these consents of one who left everything then, or came back. */
  public Consents withUnsubscribedAt(Optional<Instant> since) {
    return new Consents(choices, since, pausedUntil, suppression, clearance);
  }

  /** Returns these consents with another cadence for a topic, subscribed to it. */
  public Consents withCadence(TopicId topic, Cadence cadence) {
    return withChoice(topic, new TopicChoice(TopicChoice.Subscription.SUBSCRIBED, cadence));
  }

  /** Returns these consents paused until then, or not paused. */
  public Consents withPause(Optional<Instant> until) {
    return new Consents(choices, unsubscribedAt, until, suppression, clearance);
  }

  private static TopicChoice defaultChoice(Topic topic) {
    TopicChoice.Subscription subscription =
        switch (topic.optInMode()) {
          case OPT_IN -> TopicChoice.Subscription.UNSUBSCRIBED;
          case OPT_OUT -> TopicChoice.Subscription.SUBSCRIBED;
        };
    return new TopicChoice(subscription, topic.cadence());
  }
}
