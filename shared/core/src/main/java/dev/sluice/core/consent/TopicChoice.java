package dev.sluice.core.consent;

import dev.sluice.core.policy.Cadence;

/**
 * The choice of a subscriber for a topic.
 *
 * @param subscription whether they want it at all
 * @param cadence how often they want it
 */
public record TopicChoice(Subscription subscription, Cadence cadence) {

  /** Whether a subscriber wants a topic. */
  public enum Subscription {
    SUBSCRIBED,
    UNSUBSCRIBED
  }
}
