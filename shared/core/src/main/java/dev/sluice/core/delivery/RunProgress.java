package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.SendStatus;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
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
final class RunProgress {

  private final ShardState base;
  private final Map<CampaignId, ScanProgress> progress;
  private final SendStatusResolver statuses;
  private Optional<Instant> earliestDue = Optional.empty();

  RunProgress(ShardState base) {
    this.base = base;
    this.progress = new HashMap<>(base.progress());
    this.statuses = new SendStatusResolver(base.inDoubt());
  }

  /** Returns the state as it would be stored now. */
  ShardState state(Optional<Instant> nextDueAt) {
    return new ShardState(base.shard(), progress, nextDueAt, base.inDoubt());
  }

  /** Returns the earliest instant for which a standing written in this run wants to be visited. */
  Optional<Instant> earliestDue() {
    return earliestDue;
  }

  /** Returns how far a campaign's pass has come. */
  ScanProgress progressOf(ActiveCampaigns.ActiveCampaign item) {
    return Optional.ofNullable(progress.get(item.id()))
        .filter(known -> known.pass() == item.tracked().pass())
        .orElseGet(() -> ScanProgress.notStarted(item.tracked().pass()));
  }

  /** Counts what a visit moved, for the campaigns whose walk had passed the subscriber. */
  void countTransitions(SubscriberState before, SubscriberState after) {
    noteDue(after);
    for (CampaignId campaign : List.copyOf(progress.keySet())) {
      if (hasPassed(campaign, after.subscriber())) {
        move(
            campaign,
            statuses.recordedStatus(before, campaign),
            statuses.recordedStatus(after, campaign));
      }
    }
  }

  /** Counts where the sends of the walking campaigns are after a visit. */
  void countScanned(SubscriberState after, Plan plan, Set<CampaignId> walking) {
    for (CampaignId campaign : walking) {
      statuses
          .scannedStatus(after, plan, campaign)
          .ifPresent(place -> change(campaign, counts -> counts.plus(place)));
    }
  }

  /** Moves a walk on. */
  void advance(ActiveCampaigns.ActiveCampaign item, Cursor cursor) {
    ScanProgress known = progressOf(item);
    progress.put(item.id(), new ScanProgress(known.pass(), cursor, known.counts()));
  }

  /** Begins a campaign's pass if it has not begun. */
  void begin(ActiveCampaigns.ActiveCampaign item) {
    progress.put(item.id(), progressOf(item));
  }

  private boolean hasPassed(CampaignId campaign, SubscriberId subscriber) {
    return Optional.ofNullable(progress.get(campaign))
        .filter(known -> known.cursor().hasPassed(subscriber))
        .isPresent();
  }

  private void move(CampaignId campaign, Optional<SendStatus> from, Optional<SendStatus> to) {
    if (from.equals(to)) {
      return;
    }
    from.ifPresent(place -> change(campaign, counts -> counts.minus(place)));
    to.ifPresent(place -> change(campaign, counts -> counts.plus(place)));
  }

  private void change(CampaignId campaign, UnaryOperator<SendCounts> change) {
    progress.computeIfPresent(
        campaign,
        (_, known) -> new ScanProgress(known.pass(), known.cursor(), change.apply(known.counts())));
  }

  private void noteDue(SubscriberState after) {
    earliestDue =
        after
            .dueAt()
            .filter(due -> earliestDue.filter(known -> !due.isBefore(known)).isEmpty())
            .or(() -> earliestDue);
  }
}
