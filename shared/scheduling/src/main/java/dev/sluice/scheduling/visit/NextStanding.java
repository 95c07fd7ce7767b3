package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.Decision;
import dev.sluice.scheduling.plan.DropReason;
import dev.sluice.scheduling.plan.Plan;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.WaitingSend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Works a plan into a standing. */
final class NextStanding {

  private final Standing before;
  private final Plan plan;
  private final Offers offers;
  private final List<SendRecord> history;
  private final List<WaitingSend> waiting = new ArrayList<>();
  private final List<DropRecord> drops;

  private NextStanding(Standing before, Plan plan, Offers offers) {
    this.before = before;
    this.plan = plan;
    this.offers = offers;
    this.history = new ArrayList<>(before.history());
    this.drops = new ArrayList<>(before.drops());
  }

  /**
   * Returns the standing after a plan, equal to {@code before} if nothing changed.
   *
   * @param retention how long sends and drops are remembered
   */
  static Standing of(Standing before, Plan plan, Offers offers, Duration retention) {
    NextStanding next = new NextStanding(before, plan, offers);
    before.waiting().forEach(next::carryOver);
    plan.decisions().forEach(next::enter);
    return next.build(retention);
  }

  /** Keeps what the plan does not speak of: held sends, and drops of those that ended. */
  private void carryOver(WaitingSend wait) {
    CampaignId campaign = wait.campaign();
    Optional<DropReason> ended = Optional.ofNullable(offers.ended().get(campaign));
    if (ended.isPresent()) {
      drop(campaign, ended.get().code());
    } else if (offers.held().contains(campaign)) {
      waiting.add(wait);
    }
  }

  private void enter(Plan.Entry entry) {
    Candidate candidate = entry.candidate();
    CampaignId campaign = candidate.campaign();
    switch (entry.decision()) {
      case Decision.Send _ ->
          history.add(
              new SendRecord(
                  plan.at(), candidate.topic().id(), SendKey.of(campaign), Confirmation.SENT));
      case Decision.Wait(Instant until, var _) ->
          waiting.add(new WaitingSend(campaign, candidate.topic().id(), until));
      case Decision.Drop(DropReason reason) -> dropIfItWaited(campaign, reason.code());
    }
  }

  /** A drop without a wait is not recorded: a subscriber who is skipped costs no write. */
  private void dropIfItWaited(CampaignId campaign, DropCode code) {
    if (before.waitingFor(campaign).isPresent()) {
      drop(campaign, code);
    }
  }

  private void drop(CampaignId campaign, DropCode code) {
    drops.add(new DropRecord(plan.at(), SendKey.of(campaign), code));
  }

  private Standing build(Duration retention) {
    waiting.sort(Comparator.comparing(WaitingSend::campaign));
    Optional<Instant> due = dueAt();
    Standing unpruned = before.with(history, waiting, drops, due);
    if (unpruned.equals(before)) {
      return before;
    }
    Instant oldest = plan.at().minus(retention);
    history.removeIf(send -> send.at().isBefore(oldest));
    drops.removeIf(drop -> drop.at().isBefore(oldest));
    return before.with(history, waiting, drops, due);
  }

  private Optional<Instant> dueAt() {
    return waiting.stream()
        .filter(wait -> !offers.held().contains(wait.campaign()))
        .map(WaitingSend::until)
        .min(Comparator.naturalOrder());
  }
}
