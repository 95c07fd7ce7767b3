package dev.sluice.scheduling.consent;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Freed;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What changes make of a subscriber's consents.
 *
 * @param made the changes that changed anything, as they took effect, in order
 */
public record Amendment(Consents after, List<ConsentChange> made) {

  public Amendment {
    made = List.copyOf(made);
  }

  /**
   * Returns what changes, one after the other, make of consents at an instant.
   *
   * <p>Who leaves a topic keeps its cadence, so that they find it as it was when they come back.
   * Leaving everything twice, ending a pause that is over, suppressing an address for a reason no
   * weightier than the one it is suppressed for, and freeing one that is not suppressed, or whose
   * owner complained, unless that is said to be no hindrance, change nothing.
   *
   * @throws IllegalArgumentException if one of them is an erasure, which is more than a consent
   */
  public static Amendment of(Consents before, List<ConsentChange> changes, Instant at) {
    Consents consents = before;
    List<ConsentChange> made = new ArrayList<>();
    for (ConsentChange change : changes) {
      ConsentChange effective = effective(change, consents);
      Consents next = apply(effective, consents, at);
      if (!next.equals(consents)) {
        made.add(effective);
      }
      consents = next;
    }
    return new Amendment(consents, made);
  }

  /** Returns the records to keep of what was made. */
  public List<ConsentRecord> records(
      Instant at, SubscriberId subscriber, Means means, Optional<CampaignId> campaign) {
    return made.stream()
        .map(change -> new ConsentRecord(at, subscriber, change, means, campaign))
        .toList();
  }

  private static ConsentChange effective(ConsentChange change, Consents consents) {
    return switch (change) {
      case ConsentChange.TopicChosen(TopicId topic, TopicChoice choice)
          when choice.subscription() == Subscription.UNSUBSCRIBED ->
          new ConsentChange.TopicChosen(topic, keepingCadence(choice, topic, consents));
      default -> change;
    };
  }

  private static TopicChoice keepingCadence(TopicChoice left, TopicId topic, Consents consents) {
    return Optional.ofNullable(consents.choices().get(topic))
        .map(known -> new TopicChoice(Subscription.UNSUBSCRIBED, known.cadence()))
        .orElse(left);
  }

  private static Consents apply(ConsentChange change, Consents consents, Instant at) {
    return switch (change) {
      case ConsentChange.TopicChosen(TopicId topic, TopicChoice choice) ->
          consents.with(topic, choice);
      case ConsentChange.AllLeft _ ->
          consents.withLeftAll(consents.leftAll().or(() -> Optional.of(at)));
      case ConsentChange.Returned _ -> consents.withLeftAll(Optional.empty());
      case ConsentChange.Paused(Instant until) ->
          until.isAfter(at) ? consents.withPause(Optional.of(until)) : consents;
      case ConsentChange.Resumed _ ->
          consents.pausedUntil().filter(at::isBefore).isPresent()
              ? consents.withPause(Optional.empty())
              : consents;
      case ConsentChange.Suppressed(Suppression.Cause cause) ->
          consents.withSuppression(Optional.of(heavier(new Suppression(cause, at), consents)));
      case ConsentChange.Unsuppressed(var _, boolean despiteComplaint) ->
          freed(consents, despiteComplaint, at);
      case ConsentChange.Erased _, ConsentChange.ErasureLifted _ ->
          throw new IllegalArgumentException("an erasure is no change of consents alone");
    };
  }

  private static Consents freed(Consents consents, boolean despiteComplaint, Instant at) {
    boolean may =
        consents
            .suppression()
            .filter(held -> despiteComplaint || held.cause() != Suppression.Cause.COMPLAINT)
            .isPresent();
    return may
        ? consents.freed(despiteComplaint ? Freed.ofAll(at) : Freed.ofBounces(at))
        : consents;
  }

  private static Suppression heavier(Suppression suppression, Consents consents) {
    return consents.suppression().map(known -> known.with(suppression)).orElse(suppression);
  }
}
