package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.delivery.Counts;
import dev.sluice.scheduling.delivery.Cursor;
import dev.sluice.scheduling.delivery.OfferBook;
import dev.sluice.scheduling.delivery.Progress;
import dev.sluice.scheduling.delivery.ShardState;
import dev.sluice.scheduling.plan.Decision;
import dev.sluice.scheduling.plan.Plan;
import dev.sluice.scheduling.plan.Planner;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.WaitingSend;
import dev.sluice.scheduling.visit.Offers;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives the sends that wait new instants, by a plan of their own, after consents have changed.
 *
 * <p>Campaigns whose walk has not reached the subscriber are left out: only a visit decides about
 * them. So an instant may turn out too early, which the visit then puts right; it is never too late
 * for what waits.
 */
final class Rescheduling {

  private final Plan plan;
  private final Offers offers;
  private final Instant now;
  private final List<WaitingSend> waiting = new ArrayList<>();
  private Optional<Instant> due = Optional.empty();

  private Rescheduling(Plan plan, Offers offers, Instant now) {
    this.plan = plan;
    this.offers = offers;
    this.now = now;
  }

  /**
   * Returns the standing with what waits at its new instants: what could go now, or is to be
   * dropped, is still there, and makes the standing due now.
   */
  static Standing of(SubscriberRecord changed, Agenda agenda, Instant now) {
    Standing standing = changed.standing();
    Offers offers = new OfferBook(agenda, now).offersFor(changed, walked(changed, agenda, now));
    Situation situation = new Situation(changed.subscriber(), standing, agenda.policy(), now);
    Plan plan = new Planner().plan(situation, offers.candidates());
    Rescheduling rescheduling = new Rescheduling(plan, offers, now);
    standing.waiting().forEach(rescheduling::place);
    return standing.with(
        standing.history(), rescheduling.waiting, standing.drops(), rescheduling.due);
  }

  private void place(WaitingSend wait) {
    plan.of(wait.campaign()).ifPresentOrElse(decision -> decide(wait, decision), () -> leave(wait));
  }

  private void decide(WaitingSend wait, Decision decision) {
    switch (decision) {
      case Decision.Wait(Instant until, var _) -> {
        waiting.add(new WaitingSend(wait.campaign(), wait.topic(), until));
        dueBy(until);
      }
      case Decision.Send _ -> {
        waiting.add(new WaitingSend(wait.campaign(), wait.topic(), now));
        dueBy(now);
      }
      case Decision.Drop _ -> {
        waiting.add(wait);
        dueBy(now);
      }
    }
  }

  /** What is held by a paused campaign has no instant; what has ended is dropped at its own. */
  private void leave(WaitingSend wait) {
    waiting.add(wait);
    if (!offers.held().contains(wait.campaign())) {
      dueBy(wait.until());
    }
  }

  private void dueBy(Instant at) {
    due = due.filter(at::isAfter).or(() -> Optional.of(at));
  }

  /** The state in which every campaign that has started has passed the subscriber. */
  private static ShardState walked(SubscriberRecord record, Agenda agenda, Instant now) {
    Map<CampaignId, Progress> progress =
        agenda.items().stream()
            .filter(item -> !item.tracked().campaign().start().isAfter(now))
            .collect(
                Collectors.toMap(
                    Agenda.Item::id,
                    item -> new Progress(item.tracked().pass(), new Cursor.End(), Counts.NONE)));
    return new ShardState(Shard.of(record.id()), progress, Optional.empty(), List.of());
  }
}
