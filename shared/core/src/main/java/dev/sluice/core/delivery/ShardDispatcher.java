package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.event.DomainEvent.CampaignCompleted;
import dev.sluice.core.event.DomainEvent.Totals;
import dev.sluice.core.sharding.CampaignTotals;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Calls workers to the shards that have work, and closes the campaigns that are over. */
public final class ShardDispatcher {

  /**
   * As long as a message stays in the work queue: after that the call is lost, or never was sent.
   */
  public static final Duration DISPATCH_TIMEOUT = Duration.ofMinutes(30);

  private final DispatcherDependencies dependencies;

  /** Creates a ticker. */
  public ShardDispatcher(DispatcherDependencies room) {
    this.dependencies = room;
  }

  /** What one tick did. */
  public record DispatchResult(int dispatched, int closed) {}

  /** Looks once at everything. */
  public DispatchResult dispatch() {
    Instant now = dependencies.clock().instant();
    ActiveCampaigns agenda = dependencies.campaigns().load();
    Map<Shard, ShardStatus> glances = statusesByShard();
    List<Shard> called =
        Shard.all().stream()
            .filter(shard -> hasWork(agenda, statusOf(glances, shard), now))
            .filter(shard ->
                dependencies.shards().markDispatched(shard, now, now.plus(DISPATCH_TIMEOUT)))
            .toList();
    if (!called.isEmpty()) {
      dependencies.queue().enqueue(called);
    }
    return new DispatchResult(called.size(), close(agenda, glances, now));
  }

  /**
   * Looks once while marketing is held as a whole: closes campaigns that are over and calls nobody.
   *
   * <p>A worker gets no permit then, so it would read a page, plan it and stop at the first
   * subscriber who is to get mail, 64 times a minute for as long as the hold lasts, and hardly come
   * to what is only to be dropped. Nothing depends on that work: what waits stays in the standings,
   * opt-outs are written there already, and drops are made and counted when the hold has ended.
   */
  public DispatchResult dispatchWhileHeld() {
    return new DispatchResult(
        0,
        close(dependencies.campaigns().load(), statusesByShard(), dependencies.clock().instant()));
  }

  private Map<Shard, ShardStatus> statusesByShard() {
    return dependencies.shards().statuses().stream()
        .collect(Collectors.toMap(glance -> glance.state().shard(), Function.identity()));
  }

  private static ShardStatus statusOf(Map<Shard, ShardStatus> glances, Shard shard) {
    return glances.getOrDefault(shard, ShardStatus.idle(ShardState.initial(shard)));
  }

  private static boolean hasWork(ActiveCampaigns agenda, ShardStatus glance, Instant now) {
    if (glance.isLeasedAt(now)) {
      return false;
    }
    boolean due = glance.state().nextDueAt().filter(at -> !at.isAfter(now)).isPresent();
    return due
        || glance.revisitRequested()
        || agenda.campaigns().stream()
            .filter(item -> CampaignScan.isScannable(item.tracked(), now))
            .anyMatch(item -> !isScanned(item, glance.state()));
  }

  private int close(ActiveCampaigns agenda, Map<Shard, ShardStatus> glances, Instant now) {
    int closed = 0;
    for (ActiveCampaigns.ActiveCampaign item : agenda.campaigns()) {
      if (CampaignScan.isScannable(item.tracked(), now) && isFinished(item, glances, now)) {
        closed += close(item.tracked(), CampaignTotals.sum(item.id(), glances.values()), now);
      }
    }
    return closed;
  }

  private int close(TrackedCampaign campaign, SendCounts counts, Instant now) {
    if (!dependencies.closer().close(campaign, counts)) {
      return 0;
    }
    if (campaign.state() == CampaignState.ACTIVE) {
      dependencies.events().publish(List.of(completed(campaign.campaign(), counts, now)));
    }
    return 1;
  }

  private static CampaignCompleted completed(Campaign campaign, SendCounts counts, Instant now) {
    Totals totals = new Totals(counts.sent(), counts.unconfirmed(), counts.dropped());
    return new CampaignCompleted(now, campaign.id(), campaign.name(), totals);
  }

  private static boolean isFinished(
      ActiveCampaigns.ActiveCampaign item, Map<Shard, ShardStatus> glances, Instant now) {
    return Shard.all().stream()
        .map(shard -> statusOf(glances, shard))
        .allMatch(glance ->
            !glance.isLeasedAt(now)
                && isScanned(item, glance.state())
                && waiting(item, glance.state()) == 0);
  }

  private static boolean isScanned(ActiveCampaigns.ActiveCampaign item, ShardState state) {
    int pass = item.tracked().pass();
    return state.progressOf(item.id(), pass).isCompleted(pass);
  }

  private static long waiting(ActiveCampaigns.ActiveCampaign item, ShardState state) {
    return state.progressOf(item.id(), item.tracked().pass()).counts().waiting();
  }
}
