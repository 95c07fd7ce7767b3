package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendStatus;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.sharding.InDoubtInterval;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberState;
import java.util.List;
import java.util.Optional;

/**
 * Tells where a campaign's send to a subscriber is, from the standing alone where it can.
 *
 * <p>Counts are of places, not of events, so that walking a shard again gives the same counts.
 */
final class SendStatusResolver {

  private final List<InDoubtInterval> inDoubt;

  SendStatusResolver(List<InDoubtInterval> suspects) {
    this.inDoubt = suspects;
  }

  /** Returns the place that a standing records, empty if it does not speak of the campaign. */
  Optional<SendStatus> recordedStatus(SubscriberState standing, CampaignId campaign) {
    return standing
        .findSend(campaign)
        .map(this::sentStatus)
        .or(() -> standing.findDeferred(campaign).map(_ -> new SendStatus.Waiting()))
        .or(() -> standing.findDrop(campaign).map(DropRecord::code).map(SendStatus.Dropped::new));
  }

  /** Returns the place after a walk, which also counts the drops that are not recorded. */
  Optional<SendStatus> scannedStatus(SubscriberState standing, Plan plan, CampaignId campaign) {
    return recordedStatus(standing, campaign)
        .or(() -> plan.decisionFor(campaign).flatMap(SendStatusResolver::unrecordedDrop));
  }

  /**
   * A send whose answer was lost stays in its place when an event proves that it left, since no
   * worker would notice the move; it is counted as {@link dev.sluice.core.state.SendEvent#TAKEN}
   * beside. One of a vanished worker that was heard of is no suspect.
   */
  private SendStatus sentStatus(SendRecord send) {
    boolean suspect =
        send.events().isEmpty() && inDoubt.stream().anyMatch(span -> span.contains(send.at()));
    return switch (send.confirmation()) {
      case SENT -> suspect ? new SendStatus.Unconfirmed() : new SendStatus.Sent();
      case UNCONFIRMED -> new SendStatus.Unconfirmed();
    };
  }

  private static Optional<SendStatus> unrecordedDrop(Decision decision) {
    return decision instanceof Decision.Drop(var reason)
        ? Optional.of(new SendStatus.Dropped(reason.code()))
        : Optional.empty();
  }
}
