package dev.sluice.preferences.center;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import java.time.Instant;
import java.util.Optional;

/** The change of consent that a wish comes to. */
public final class ConsentChangeMapper {

  private ConsentChangeMapper() {}

  /** Returns the change, empty if the wish is about a topic that there is not. */
  public static Optional<ConsentChange> toConsentChange(
      PreferenceCommand wish, PreferenceCenter centre) {
    return switch (wish) {
      case PreferenceCommand.ChooseCadence(TopicId topic, Cadence cadence) ->
          topicChosen(topic, Subscription.SUBSCRIBED, cadence, centre);
      // The cadence is kept, so that who comes back finds the topic as it was.
      case PreferenceCommand.Unsubscribe(TopicId topic) ->
          centre
              .topic(topic)
              .map(known -> centre.consents().choiceFor(known).cadence())
              .flatMap(cadence -> topicChosen(topic, Subscription.UNSUBSCRIBED, cadence, centre));
      case PreferenceCommand.Pause(int days) ->
          Optional.of(new ConsentChange.Paused(pauseEnd(days, centre)));
      case PreferenceCommand.Resume() -> Optional.of(new ConsentChange.Resumed());
      case PreferenceCommand.UnsubscribeAll() ->
          Optional.of(new ConsentChange.UnsubscribedFromAll());
      case PreferenceCommand.Resubscribe() -> Optional.of(new ConsentChange.Resubscribed());
    };
  }

  private static Optional<ConsentChange> topicChosen(
      TopicId topic, Subscription subscription, Cadence cadence, PreferenceCenter centre) {
    return centre
        .topic(topic)
        .map(_ -> new ConsentChange.TopicChosen(topic, new TopicChoice(subscription, cadence)));
  }

  /** Pauses end where a day of the subscriber begins, as dates are what they are told. */
  private static Instant pauseEnd(int days, PreferenceCenter centre) {
    return centre
        .now()
        .atZone(centre.zone())
        .toLocalDate()
        .plusDays(days)
        .atStartOfDay(centre.zone())
        .toInstant();
  }
}
