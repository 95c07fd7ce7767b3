package dev.sluice.core.service;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the sends that wait new instants, by a fresh plan, after consents have changed. */
final class DeferredSendRescheduler {

  private final DeferredSendPlan plan;
  private final Instant now;
  private final List<DeferredSend> deferredSends = new ArrayList<>();
  private Optional<Instant> due = Optional.empty();

  private DeferredSendRescheduler(DeferredSendPlan plan, Instant now) {
    this.plan = plan;
    this.now = now;
  }

  /**
   * Returns the standing with what waits at its new instants: what could go now, or is to be
   * dropped, is still there, and makes the standing due now.
   */
  static SubscriberState reschedule(SubscriberRecord changed, ActiveCampaigns agenda, Instant now) {
    SubscriberState standing = changed.state();
    DeferredSendRescheduler rescheduling =
        new DeferredSendRescheduler(DeferredSendPlan.create(changed, agenda, now), now);
    standing.deferredSends().forEach(rescheduling::place);
    return standing.with(
        standing.history(), rescheduling.deferredSends, standing.drops(), rescheduling.due);
  }

  private void place(DeferredSend wait) {
    plan.plan()
        .decisionFor(wait.campaign())
        .ifPresentOrElse(decision -> decide(wait, decision), () -> keep(wait));
  }

  private void decide(DeferredSend wait, Decision decision) {
    switch (decision) {
      case Decision.Wait(Instant until, var _) -> {
        deferredSends.add(new DeferredSend(wait.campaign(), wait.topic(), until));
        dueBy(until);
      }
      case Decision.Send _ -> {
        deferredSends.add(new DeferredSend(wait.campaign(), wait.topic(), now));
        dueBy(now);
      }
      case Decision.Drop _ -> {
        deferredSends.add(wait);
        dueBy(now);
      }
    }
  }

  /** What is held by a paused campaign has no instant; what has ended is dropped at its own. */
  private void keep(DeferredSend wait) {
    deferredSends.add(wait);
    if (!plan.candidates().held().contains(wait.campaign())) {
      dueBy(wait.until());
    }
  }

  private void dueBy(Instant at) {
    due = due.filter(known -> !at.isBefore(known)).or(() -> Optional.of(at));
  }
}
