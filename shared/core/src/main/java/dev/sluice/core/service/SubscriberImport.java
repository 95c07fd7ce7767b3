package dev.sluice.core.service;

import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.Map;

/**
 * A subscriber as the team describes them, with what they are said to have chosen.
 *
 * @param choices only of the topics that are named; empty leaves all choices as they are
 * @param stop what the team knows to end all marketing
 * @param resubscribe whether the subscriber asked the team for these choices, so that they hold
 *     also against what the subscriber chose themselves before
 */
public record SubscriberImport(
    Subscriber subscriber,
    Map<TopicId, TopicChoice> choices,
    MarketingStop stop,
    boolean resubscribe) {

  public SubscriberImport {
    choices = Map.copyOf(choices);
  }

  /** Creates the import of a subscriber of whom nothing is known that ends all marketing. */
  public SubscriberImport(
      Subscriber subscriber, Map<TopicId, TopicChoice> choices, boolean resubscribe) {
    this(subscriber, choices, MarketingStop.NONE, resubscribe);
  }

  /** Returns whether the import can change the subscriber's consents. */
  boolean hasConsents() {
    return !choices.isEmpty() || !stop.equals(MarketingStop.NONE);
  }

  /** Returns the inbox of the subscriber's address. */
  public Inbox inbox() {
    return Inbox.of(subscriber.address());
  }

  /** Returns the subscriber's identifier. */
  public SubscriberId id() {
    return subscriber.id();
  }
}
