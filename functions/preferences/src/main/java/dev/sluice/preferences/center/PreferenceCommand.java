package dev.sluice.preferences.center;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import java.time.Instant;
import java.util.Optional;

/** A change that a person requests with one of the preference center's forms. */
public sealed interface PreferenceCommand {

  /** Subscribes to a topic at a cadence. */
  record ChooseCadence(TopicId topic, Cadence cadence) implements PreferenceCommand {}

  /** Unsubscribes from a topic. */
  record Unsubscribe(TopicId topic) implements PreferenceCommand {}

  /** Pauses all mail for 30, 60 or 90 days. */
  record Pause(int days) implements PreferenceCommand {}

  /** Ends a pause. */
  record Resume() implements PreferenceCommand {}

  /** Unsubscribes from everything. */
  record UnsubscribeAll() implements PreferenceCommand {}

  /** Restores the choices from before unsubscribing from everything. */
  record Resubscribe() implements PreferenceCommand {}

  /** Returns the change of consent, empty if the command is about a topic that does not exist. */
  default Optional<ConsentChange> toConsentChange(PreferenceCenter center) {
    return switch (this) {
      case ChooseCadence(TopicId topic, Cadence cadence) ->
          topicChosen(topic, Subscription.SUBSCRIBED, cadence, center);
      // The cadence stays, so that a returning subscriber finds the topic as it was.
      case Unsubscribe(TopicId topic) ->
          center
              .topic(topic)
              .map(known -> center.consents().choiceFor(known).cadence())
              .flatMap(cadence -> topicChosen(topic, Subscription.UNSUBSCRIBED, cadence, center));
      case Pause(int days) -> Optional.of(new ConsentChange.Paused(pauseEnd(days, center)));
      case Resume() -> Optional.of(new ConsentChange.Resumed());
      case UnsubscribeAll() -> Optional.of(new ConsentChange.UnsubscribedFromAll());
      case Resubscribe() -> Optional.of(new ConsentChange.Resubscribed());
    };
  }

  private static Optional<ConsentChange> topicChosen(
      TopicId topic, Subscription subscription, Cadence cadence, PreferenceCenter center) {
    return center
        .topic(topic)
        .map(_ -> new ConsentChange.TopicChosen(topic, new TopicChoice(subscription, cadence)));
  }

  /** A pause ends at the start of a day in the subscriber's zone, because the page shows a date. */
  private static Instant pauseEnd(int days, PreferenceCenter center) {
    return center
        .now()
        .atZone(center.zone())
        .toLocalDate()
        .plusDays(days)
        .atStartOfDay(center.zone())
        .toInstant();
  }
}
