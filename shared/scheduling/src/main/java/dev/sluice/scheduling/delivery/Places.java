package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.Decision;
import dev.sluice.scheduling.plan.Plan;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import java.util.List;
import java.util.Optional;

/**
 * Tells where a campaign's send to a subscriber is, from the standing alone where it can.
 *
 * <p>Counts are of places, not of events, so that walking a shard again gives the same counts.
 */
final class Places {

  private final List<Suspects> suspects;

  Places(List<Suspects> suspects) {
    this.suspects = suspects;
  }

  /** Returns the place that a standing records, empty if it does not speak of the campaign. */
  Optional<Place> recorded(Standing standing, CampaignId campaign) {
    return standing
        .sent(campaign)
        .map(this::sent)
        .or(() -> standing.waitingFor(campaign).map(_ -> new Place.Waiting()))
        .or(() -> standing.dropped(campaign).map(DropRecord::code).map(Place.Dropped::new));
  }

  /** Returns the place after a walk, which also counts the drops that are not recorded. */
  Optional<Place> walked(Standing standing, Plan plan, CampaignId campaign) {
    return recorded(standing, campaign).or(() -> plan.of(campaign).flatMap(Places::unrecordedDrop));
  }

  /**
   * A send whose answer was lost stays in its place when an event proves that it left, since no
   * worker would notice the move; it is counted as {@link
   * dev.sluice.scheduling.standing.Heard#TAKEN} beside. One of a vanished worker that was heard of
   * is no suspect.
   */
  private Place sent(SendRecord send) {
    boolean suspect =
        send.heard().isEmpty() && suspects.stream().anyMatch(span -> span.include(send.at()));
    return switch (send.confirmation()) {
      case SENT -> suspect ? new Place.Unconfirmed() : new Place.Sent();
      case UNCONFIRMED -> new Place.Unconfirmed();
    };
  }

  private static Optional<Place> unrecordedDrop(Decision decision) {
    return decision instanceof Decision.Drop(var reason)
        ? Optional.of(new Place.Dropped(reason.code()))
        : Optional.empty();
  }
}
