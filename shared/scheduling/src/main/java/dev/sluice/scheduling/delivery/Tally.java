package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.Plan;
import dev.sluice.scheduling.standing.Standing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What one run on a shard has done so far, as the next checkpoint will store it.
 *
 * <p>A campaign's counts are of the subscribers that its walk has passed: those ahead of the cursor
 * are counted when the walk reaches them, wherever their send is by then. So nothing is counted
 * twice, and a walk that starts again counts everything anew.
 */
final class Tally {

  private final ShardState base;
  private final Map<CampaignId, Progress> progress;
  private final Places places;
  private Optional<Instant> earliestDue = Optional.empty();

  Tally(ShardState base) {
    this.base = base;
    this.progress = new HashMap<>(base.progress());
    this.places = new Places(base.suspects());
  }

  /** Returns the state as it would be stored now. */
  ShardState state(Optional<Instant> nextDueAt) {
    return new ShardState(base.shard(), progress, nextDueAt, base.suspects());
  }

  /** Returns the earliest instant for which a standing written in this run wants to be visited. */
  Optional<Instant> earliestDue() {
    return earliestDue;
  }

  /** Returns how far a campaign's pass has come. */
  Progress progressOf(Agenda.Item item) {
    return Optional.ofNullable(progress.get(item.id()))
        .filter(known -> known.pass() == item.tracked().pass())
        .orElseGet(() -> Progress.of(item.tracked().pass()));
  }

  /** Counts what a visit moved, for the campaigns whose walk had passed the subscriber. */
  void countMoves(Standing before, Standing after) {
    noteDue(after);
    for (CampaignId campaign : List.copyOf(progress.keySet())) {
      if (hasPassed(campaign, after.subscriber())) {
        move(campaign, places.recorded(before, campaign), places.recorded(after, campaign));
      }
    }
  }

  /** Counts where the sends of the walking campaigns are after a visit. */
  void countWalked(Standing after, Plan plan, Set<CampaignId> walking) {
    for (CampaignId campaign : walking) {
      places
          .walked(after, plan, campaign)
          .ifPresent(place -> change(campaign, counts -> counts.plus(place)));
    }
  }

  /** Moves a walk on. */
  void advance(Agenda.Item item, Cursor cursor) {
    Progress known = progressOf(item);
    progress.put(item.id(), new Progress(known.pass(), cursor, known.counts()));
  }

  /** Begins a campaign's pass if it has not begun. */
  void begin(Agenda.Item item) {
    progress.put(item.id(), progressOf(item));
  }

  private boolean hasPassed(CampaignId campaign, SubscriberId subscriber) {
    return Optional.ofNullable(progress.get(campaign))
        .filter(known -> known.cursor().hasPassed(subscriber))
        .isPresent();
  }

  private void move(CampaignId campaign, Optional<Place> from, Optional<Place> to) {
    if (from.equals(to)) {
      return;
    }
    from.ifPresent(place -> change(campaign, counts -> counts.minus(place)));
    to.ifPresent(place -> change(campaign, counts -> counts.plus(place)));
  }

  private void change(CampaignId campaign, UnaryOperator<Counts> change) {
    progress.computeIfPresent(
        campaign,
        (_, known) -> new Progress(known.pass(), known.cursor(), change.apply(known.counts())));
  }

  private void noteDue(Standing after) {
    earliestDue =
        after
            .dueAt()
            .filter(due -> earliestDue.filter(known -> !due.isBefore(known)).isEmpty())
            .or(() -> earliestDue);
  }
}
