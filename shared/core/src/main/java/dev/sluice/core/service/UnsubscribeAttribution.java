package dev.sluice.core.service;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentUpdate;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SubscriberState;
import java.util.Optional;
import java.util.Set;

/** Tells of a send that its recipient left by its link, which its campaign counts. */
final class UnsubscribeAttribution {

  private UnsubscribeAttribution() {}

  /** Returns the standing with that heard of the campaign's send, if the amendment is a leave. */
  static SubscriberState attribute(
      SubscriberState standing, ConsentUpdate amendment, Optional<CampaignId> campaign) {
    boolean leaves = amendment.applied().stream().anyMatch(UnsubscribeAttribution::isUnsubscribe);
    return campaign
        .filter(_ -> leaves)
        .map(id -> standing.withEvents(id, Set.of(SendEvent.UNSUBSCRIBED)))
        .orElse(standing);
  }

  /** Returns what is new of the campaign's send. */
  static EventCountDelta countDelta(
      SubscriberState before, SubscriberState after, Optional<CampaignId> campaign) {
    return campaign
        .flatMap(id ->
            before
                .findSend(id)
                .flatMap(was -> after.findSend(id).map(is -> EventCountDelta.between(id, was, is))))
        .orElse(EventCountDelta.NONE);
  }

  private static boolean isUnsubscribe(ConsentChange change) {
    return switch (change) {
      case ConsentChange.UnsubscribedFromAll _ -> true;
      case ConsentChange.TopicChosen(var _, var choice) ->
          choice.subscription() == Subscription.UNSUBSCRIBED;
      case ConsentChange.Resubscribed _,
          ConsentChange.Paused _,
          ConsentChange.Resumed _,
          ConsentChange.Suppressed _,
          ConsentChange.Unsuppressed _,
          ConsentChange.Erased _,
          ConsentChange.ErasureLifted _ ->
          false;
    };
  }
}
