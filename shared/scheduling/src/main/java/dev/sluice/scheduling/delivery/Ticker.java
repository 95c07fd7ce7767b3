package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.event.DomainEvent.CampaignCompleted;
import dev.sluice.scheduling.event.DomainEvent.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Calls workers to the shards that have work, and closes the campaigns that are over. */
public final class Ticker {

  /**
   * As long as a message stays in the work queue: after that the call is lost, or never was sent.
   */
  public static final Duration CALL_LIFE = Duration.ofMinutes(30);

  private final ControlRoom room;

  /** Creates a ticker. */
  public Ticker(ControlRoom room) {
    this.room = room;
  }

  /** What one tick did. */
  public record Tick(int called, int closed) {}

  /** Looks once at everything. */
  public Tick tick() {
    Instant now = room.clock().instant();
    Agenda agenda = room.board().read();
    Map<Shard, ShardGlance> glances = glances();
    List<Shard> called =
        Shard.all().stream()
            .filter(shard -> hasWork(agenda, glance(glances, shard), now))
            .filter(shard -> room.shards().summon(shard, now, now.plus(CALL_LIFE)))
            .toList();
    if (!called.isEmpty()) {
      room.queue().call(called);
    }
    return new Tick(called.size(), close(agenda, glances, now));
  }

  /**
   * Looks once while marketing is held as a whole: closes campaigns that are over and calls nobody.
   *
   * <p>A worker gets no permit then, so it would read a page, plan it and stop at the first
   * subscriber who is to get mail, 64 times a minute for as long as the hold lasts, and hardly come
   * to what is only to be dropped. Nothing depends on that work: what waits stays in the standings,
   * opt-outs are written there already, and drops are made and counted when the hold has ended.
   */
  public Tick tickHeld() {
    return new Tick(0, close(room.board().read(), glances(), room.clock().instant()));
  }

  private Map<Shard, ShardGlance> glances() {
    return room.shards().glance().stream()
        .collect(Collectors.toMap(glance -> glance.state().shard(), Function.identity()));
  }

  private static ShardGlance glance(Map<Shard, ShardGlance> glances, Shard shard) {
    return glances.getOrDefault(shard, ShardGlance.of(ShardState.untouched(shard)));
  }

  private static boolean hasWork(Agenda agenda, ShardGlance glance, Instant now) {
    if (glance.isLeasedAt(now)) {
      return false;
    }
    boolean due = glance.state().nextDueAt().filter(at -> !at.isAfter(now)).isPresent();
    return due
        || glance.nudged()
        || agenda.items().stream()
            .filter(item -> Walk.isOpen(item.tracked(), now))
            .anyMatch(item -> !isOver(item, glance.state()));
  }

  private int close(Agenda agenda, Map<Shard, ShardGlance> glances, Instant now) {
    int closed = 0;
    for (Agenda.Item item : agenda.items()) {
      if (Walk.isOpen(item.tracked(), now) && isFinished(item, glances, now)) {
        closed += close(item.tracked(), CampaignCounts.of(item.id(), glances.values()), now);
      }
    }
    return closed;
  }

  private int close(TrackedCampaign campaign, Counts counts, Instant now) {
    if (!room.closing().close(campaign, counts)) {
      return 0;
    }
    if (campaign.state() == CampaignState.ACTIVE) {
      room.events().publish(List.of(completed(campaign.campaign(), counts, now)));
    }
    return 1;
  }

  private static CampaignCompleted completed(Campaign campaign, Counts counts, Instant now) {
    Totals totals = new Totals(counts.sent(), counts.unconfirmed(), counts.dropped());
    return new CampaignCompleted(now, campaign.id(), campaign.name(), totals);
  }

  private static boolean isFinished(
      Agenda.Item item, Map<Shard, ShardGlance> glances, Instant now) {
    return Shard.all().stream()
        .map(shard -> glance(glances, shard))
        .allMatch(glance ->
            !glance.isLeasedAt(now)
                && isOver(item, glance.state())
                && waiting(item, glance.state()) == 0);
  }

  private static boolean isOver(Agenda.Item item, ShardState state) {
    int pass = item.tracked().pass();
    return state.progressOf(item.id(), pass).isOver(pass);
  }

  private static long waiting(Agenda.Item item, ShardState state) {
    return state.progressOf(item.id(), item.tracked().pass()).counts().waiting();
  }
}
