package dev.sluice.scheduling.standing;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a subscriber has allowed.
 *
 * @param choices what they chose, for the topics they chose anything for
 * @param leftAll since when they have left everything, if they have
 * @param pausedUntil until when they want nothing, if they paused
 * @param suppression why the address gets nothing, if it is suppressed
 * @param freed what can no longer suppress it
 */
public record Consents(
    Map<TopicId, TopicChoice> choices,
    Optional<Instant> leftAll,
    Optional<Instant> pausedUntil,
    Optional<Suppression> suppression,
    Freed freed) {

  /** The consents of a subscriber who has not said anything. */
  public static final Consents UNSPOKEN =
      new Consents(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public Consents {
    choices = Map.copyOf(choices);
  }

  /** Creates the consents of a subscriber whose address was never freed. */
  public Consents(
      Map<TopicId, TopicChoice> choices,
      Optional<Instant> leftAll,
      Optional<Instant> pausedUntil,
      Optional<Suppression> suppression) {
    this(choices, leftAll, pausedUntil, suppression, Freed.NEVER);
  }

  /**
   * Returns what the subscriber chose for a topic, or what the topic does for those who did not.
   */
  public TopicChoice choice(Topic topic) {
    return Optional.ofNullable(choices.get(topic.id())).orElseGet(() -> unspoken(topic));
  }

  /** Returns these consents with another choice for a topic. */
  public Consents with(TopicId topic, TopicChoice choice) {
    Map<TopicId, TopicChoice> changed = new LinkedHashMap<>(choices);
    changed.put(topic, choice);
    return new Consents(changed, leftAll, pausedUntil, suppression, freed);
  }

  /** Returns these consents for an address that is suppressed so, or not. */
  public Consents withSuppression(Optional<Suppression> changed) {
    return new Consents(choices, leftAll, pausedUntil, changed, freed);
  }

  /** Returns these consents for an address that the team freed, whatever suppressed it. */
  public Consents freed(Freed since) {
    return new Consents(choices, leftAll, pausedUntil, Optional.empty(), freed.with(since));
  }

  /**
   * Returns these consents of somebody who has this address now: a suppression of another one is
   * over, and what led to it counts no more.
   */
  public Consents at(EmailAddress now) {
    return suppression
        .filter(held -> !held.holdsFor(now))
        .map(over -> freed(Freed.ofBounces(over.since())))
        .orElse(this);
  }

  /** Returns these consents of one who left everything then, or came back. */
  public Consents withLeftAll(Optional<Instant> since) {
    return new Consents(choices, since, pausedUntil, suppression, freed);
  }

  /** Returns these consents with another cadence for a topic, subscribed to it. */
  public Consents withCadence(TopicId topic, Cadence cadence) {
    return with(topic, new TopicChoice(TopicChoice.Subscription.SUBSCRIBED, cadence));
  }

  /** Returns these consents paused until then, or not paused. */
  public Consents withPause(Optional<Instant> until) {
    return new Consents(choices, leftAll, until, suppression, freed);
  }

  private static TopicChoice unspoken(Topic topic) {
    TopicChoice.Subscription subscription =
        switch (topic.joining()) {
          case OPT_IN -> TopicChoice.Subscription.UNSUBSCRIBED;
          case OPT_OUT -> TopicChoice.Subscription.SUBSCRIBED;
        };
    return new TopicChoice(subscription, topic.cadence());
  }
}
