package dev.sluice.core.consent;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of changes to a subscriber's consents.
 *
 * @param applied the changes that changed anything, as they took effect, in order
 */
public record ConsentUpdate(Consents after, List<ConsentChange> applied) {

  public ConsentUpdate {
    applied = List.copyOf(applied);
  }

  /**
   * Returns what changes, one after the other, make of consents at an instant.
   *
   * <p>A subscriber who leaves a topic keeps its cadence for a later return. These changes have no
   * effect: to leave everything twice, to end a pause that is over, to suppress an address for a
   * cause no weightier than the present one, to clear an address that is not suppressed, and to
   * clear one whose owner complained unless the change overrides complaints.
   *
   * @throws IllegalArgumentException if one of them is an erasure, which is more than a consent
   */
  public static ConsentUpdate compute(Consents before, List<ConsentChange> changes, Instant at) {
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
    return new ConsentUpdate(consents, made);
  }

  /** Returns the records of the applied changes. */
  public List<ConsentRecord> toRecords(
      Instant at, SubscriberId subscriber, ConsentSource means, Optional<CampaignId> campaign) {
    return applied.stream()
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
          consents.withChoice(topic, choice);
      case ConsentChange.UnsubscribedFromAll _ ->
          consents.withUnsubscribedAt(consents.unsubscribedAt().or(() -> Optional.of(at)));
      case ConsentChange.Resubscribed _ -> consents.withUnsubscribedAt(Optional.empty());
      case ConsentChange.Paused(Instant until) ->
          until.isAfter(at) ? consents.withPause(Optional.of(until)) : consents;
      case ConsentChange.Resumed _ ->
          consents.pausedUntil().filter(at::isBefore).isPresent()
              ? consents.withPause(Optional.empty())
              : consents;
      case ConsentChange.Suppressed(Suppression.Cause cause) ->
          consents.withSuppression(Optional.of(heavier(new Suppression(cause, at), consents)));
      case ConsentChange.Unsuppressed(var _, boolean despiteComplaint) ->
          withClearance(consents, despiteComplaint, at);
      case ConsentChange.Erased _, ConsentChange.ErasureLifted _ ->
          throw new IllegalArgumentException("an erasure is no change of consents alone");
    };
  }

  private static Consents withClearance(Consents consents, boolean despiteComplaint, Instant at) {
    boolean may =
        consents
            .suppression()
            .filter(held -> despiteComplaint || held.cause() != Suppression.Cause.COMPLAINT)
            .isPresent();
    return may
        ? consents.withClearance(
            despiteComplaint ? SuppressionClearance.ofAll(at) : SuppressionClearance.ofBounces(at))
        : consents;
  }

  private static Suppression heavier(Suppression suppression, Consents consents) {
    return consents.suppression().map(known -> known.strongest(suppression)).orElse(suppression);
  }
}
