package dev.sluice.preferences.centre;

import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.time.Instant;
import java.util.Optional;

/** The change of consent that a wish comes to. */
public final class Changes {

  private Changes() {}

  /** Returns the change, empty if the wish is about a topic that there is not. */
  public static Optional<ConsentChange> of(Wish wish, Centre centre) {
    return switch (wish) {
      case Wish.Choose(TopicId topic, Cadence cadence) ->
          chosen(topic, Subscription.SUBSCRIBED, cadence, centre);
      // The cadence is kept, so that who comes back finds the topic as it was.
      case Wish.Leave(TopicId topic) ->
          centre
              .topic(topic)
              .map(known -> centre.consents().choice(known).cadence())
              .flatMap(cadence -> chosen(topic, Subscription.UNSUBSCRIBED, cadence, centre));
      case Wish.Pause(int days) -> Optional.of(new ConsentChange.Paused(until(days, centre)));
      case Wish.Resume() -> Optional.of(new ConsentChange.Resumed());
      case Wish.LeaveAll() -> Optional.of(new ConsentChange.AllLeft());
      case Wish.Return() -> Optional.of(new ConsentChange.Returned());
    };
  }

  private static Optional<ConsentChange> chosen(
      TopicId topic, Subscription subscription, Cadence cadence, Centre centre) {
    return centre
        .topic(topic)
        .map(_ -> new ConsentChange.TopicChosen(topic, new TopicChoice(subscription, cadence)));
  }

  /** Pauses end where a day of the subscriber begins, as dates are what they are told. */
  private static Instant until(int days, Centre centre) {
    return centre
        .now()
        .atZone(centre.zone())
        .toLocalDate()
        .plusDays(days)
        .atStartOfDay(centre.zone())
        .toInstant();
  }
}
