package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignCloser;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.event.DomainEvent.CampaignCompleted;
import dev.sluice.core.event.DomainEvent.Totals;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.sharding.CampaignTotals;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.sharding.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Queues the shards that have work, and closes the campaigns that are finished. */
public final class ShardDispatcher {

  /**
   * How long a dispatch counts: as long as a message stays in the work queue. After that it is
   * lost, or was never sent.
   */
  public static final Duration DISPATCH_TIMEOUT = Duration.ofMinutes(30);

  private final InstantSource clock;
  private final ActiveCampaignSource campaigns;
  private final ShardStore shards;
  private final WorkQueue queue;
  private final CampaignCloser closer;
  private final DomainEventPublisher events;

  public ShardDispatcher(
      InstantSource clock,
      ActiveCampaignSource campaigns,
      ShardStore shards,
      WorkQueue queue,
      CampaignCloser closer,
      DomainEventPublisher events) {
    this.clock = clock;
    this.campaigns = campaigns;
    this.shards = shards;
    this.queue = queue;
    this.closer = closer;
    this.events = events;
  }

  /** How many shards a dispatch queued, and how many campaigns it closed. */
  public record DispatchResult(int dispatched, int closed) {}

  /** Queues every shard that has work, and closes the campaigns that are finished. */
  public DispatchResult dispatch() {
    Instant now = clock.instant();
    ActiveCampaigns active = campaigns.load();
    Map<Shard, ShardStatus> statuses = statusesByShard();
    List<Shard> dispatched =
        Shard.all().stream()
            .filter(shard -> hasWork(active, statusOf(statuses, shard), now))
            .filter(shard -> shards.markDispatched(shard, now, now.plus(DISPATCH_TIMEOUT)))
            .toList();
    if (!dispatched.isEmpty()) {
      queue.enqueue(dispatched);
    }
    return new DispatchResult(dispatched.size(), close(active, statuses, now));
  }

  /**
   * Queues one shard that has work, whose worker finds out whether SES accepts mail again, and
   * closes the campaigns that are finished.
   */
  public DispatchResult dispatchProbe() {
    Instant now = clock.instant();
    ActiveCampaigns active = campaigns.load();
    Map<Shard, ShardStatus> statuses = statusesByShard();
    List<Shard> withWork =
        Shard.all().stream()
            .filter(shard -> hasWork(active, statusOf(statuses, shard), now))
            .toList();
    // A shard whose work includes no message proves nothing: the next minute has another one.
    List<Shard> probing =
        withWork.stream()
            .skip(withWork.isEmpty() ? 0 : now.getEpochSecond() / 60 % withWork.size())
            .limit(1)
            .filter(shard -> shards.markDispatched(shard, now, now.plus(DISPATCH_TIMEOUT)))
            .toList();
    if (!probing.isEmpty()) {
      queue.enqueue(probing);
    }
    return new DispatchResult(probing.size(), close(active, statuses, now));
  }

  /**
   * Closes the campaigns that are finished, and queues nothing, while marketing is held as a whole.
   *
   * <p>A worker gets no permit then, so it would read a page, plan it and stop at the first
   * subscriber that is to get mail, 64 times a minute for as long as the hold lasts, and would
   * hardly get to what is only to be dropped. Nothing depends on that work: deferred sends stay in
   * the states, opt-outs are written there already, and drops are made and counted when the hold
   * has ended.
   */
  public DispatchResult dispatchWhileHeld() {
    return new DispatchResult(0, close(campaigns.load(), statusesByShard(), clock.instant()));
  }

  private Map<Shard, ShardStatus> statusesByShard() {
    return shards.statuses().stream()
        .collect(Collectors.toMap(status -> status.state().shard(), Function.identity()));
  }

  private static ShardStatus statusOf(Map<Shard, ShardStatus> statuses, Shard shard) {
    return statuses.getOrDefault(shard, ShardStatus.idle(ShardState.initial(shard)));
  }

  private static boolean hasWork(ActiveCampaigns active, ShardStatus status, Instant now) {
    if (status.isLeasedAt(now)) {
      return false;
    }
    boolean due = status.state().nextDueAt().filter(at -> !at.isAfter(now)).isPresent();
    return due
        || status.revisitRequested()
        || status.state().isToReplan(active.rulesRevision())
        || active.campaigns().stream()
            .filter(campaign -> CampaignScan.isScannable(campaign.tracked(), now))
            .anyMatch(campaign -> !isScanned(campaign, status.state()));
  }

  private int close(ActiveCampaigns active, Map<Shard, ShardStatus> statuses, Instant now) {
    int closed = 0;
    for (ActiveCampaigns.ActiveCampaign campaign : active.campaigns()) {
      if (CampaignScan.isScannable(campaign.tracked(), now)
          && isFinished(campaign, statuses, now)) {
        closed +=
            close(campaign.tracked(), CampaignTotals.sum(campaign.id(), statuses.values()), now);
      }
    }
    return closed;
  }

  private int close(TrackedCampaign campaign, SendCounts counts, Instant now) {
    if (!closer.close(campaign, counts)) {
      return 0;
    }
    if (campaign.state() == CampaignState.ACTIVE) {
      events.publish(List.of(completed(campaign.campaign(), counts, now)));
    }
    return 1;
  }

  private static CampaignCompleted completed(Campaign campaign, SendCounts counts, Instant now) {
    Totals totals = new Totals(counts.sent(), counts.unconfirmed(), counts.dropped());
    return new CampaignCompleted(now, campaign.id(), campaign.name(), totals);
  }

  private static boolean isFinished(
      ActiveCampaigns.ActiveCampaign campaign, Map<Shard, ShardStatus> statuses, Instant now) {
    return Shard.all().stream()
        .map(shard -> statusOf(statuses, shard))
        .allMatch(status ->
            !status.isLeasedAt(now)
                && isScanned(campaign, status.state())
                && waiting(campaign, status.state()) == 0);
  }

  private static boolean isScanned(ActiveCampaigns.ActiveCampaign campaign, ShardState state) {
    int pass = campaign.tracked().pass();
    return state.progressOf(campaign.id(), pass).isCompleted(pass);
  }

  private static long waiting(ActiveCampaigns.ActiveCampaign campaign, ShardState state) {
    return state.progressOf(campaign.id(), campaign.tracked().pass()).counts().waiting();
  }
}
