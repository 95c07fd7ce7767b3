package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.plan.Decision;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.WaitingSend;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the sends that wait new instants, by a fresh plan, after consents have changed. */
final class Rescheduling {

  private final WaitingPlan plan;
  private final Instant now;
  private final List<WaitingSend> waiting = new ArrayList<>();
  private Optional<Instant> due = Optional.empty();

  private Rescheduling(WaitingPlan plan, Instant now) {
    this.plan = plan;
    this.now = now;
  }

  /**
   * Returns the standing with what waits at its new instants: what could go now, or is to be
   * dropped, is still there, and makes the standing due now.
   */
  static Standing of(SubscriberRecord changed, Agenda agenda, Instant now) {
    Standing standing = changed.standing();
    Rescheduling rescheduling = new Rescheduling(WaitingPlan.of(changed, agenda, now), now);
    standing.waiting().forEach(rescheduling::place);
    return standing.with(
        standing.history(), rescheduling.waiting, standing.drops(), rescheduling.due);
  }

  private void place(WaitingSend wait) {
    plan.plan()
        .of(wait.campaign())
        .ifPresentOrElse(decision -> decide(wait, decision), () -> leave(wait));
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
    if (!plan.offers().held().contains(wait.campaign())) {
      dueBy(wait.until());
    }
  }

  private void dueBy(Instant at) {
    due = due.filter(known -> !at.isBefore(known)).or(() -> Optional.of(at));
  }
}
