package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Applies a plan to a subscriber's state. */
final class PlanApplier {

  private final SubscriberState before;
  private final Plan plan;
  private final Candidates candidates;
  private final List<SendRecord> history;
  private final List<DeferredSend> deferred = new ArrayList<>();
  private final List<DropRecord> drops;

  private PlanApplier(SubscriberState before, Plan plan, Candidates candidates) {
    this.before = before;
    this.plan = plan;
    this.candidates = candidates;
    this.history = new ArrayList<>(before.history());
    this.drops = new ArrayList<>(before.drops());
  }

  /**
   * Returns the state after a plan, equal to {@code before} if nothing changed.
   *
   * @param retention how long sends and drops are remembered
   */
  static SubscriberState apply(
      SubscriberState before, Plan plan, Candidates candidates, Duration retention) {
    PlanApplier next = new PlanApplier(before, plan, candidates);
    before.deferredSends().forEach(next::carryOver);
    plan.decisions().forEach(next::applyEntry);
    return next.build(retention);
  }

  /** Carries over what is not in the plan: held sends, and drops of campaigns that ended. */
  private void carryOver(DeferredSend send) {
    CampaignId campaign = send.campaign();
    Optional<DropReason> ended = Optional.ofNullable(candidates.ended().get(campaign));
    if (ended.isPresent()) {
      drop(campaign, ended.get().code());
    } else if (candidates.held().contains(campaign)) {
      deferred.add(send);
    }
  }

  private void applyEntry(Plan.Entry entry) {
    Candidate candidate = entry.candidate();
    CampaignId campaign = candidate.campaign();
    switch (entry.decision()) {
      case Decision.Send _ ->
          history.add(
              new SendRecord(
                  plan.at(), candidate.topic().id(), SendKey.of(campaign), Confirmation.SENT));
      case Decision.Wait(Instant until, var _) ->
          deferred.add(new DeferredSend(campaign, candidate.topic().id(), until));
      case Decision.Drop(DropReason reason) -> dropIfDeferred(campaign, reason.code());
    }
  }

  /** A drop without a deferral is not recorded: a subscriber who is skipped costs no write. */
  private void dropIfDeferred(CampaignId campaign, DropCode code) {
    if (before.findDeferred(campaign).isPresent()) {
      drop(campaign, code);
    }
  }

  private void drop(CampaignId campaign, DropCode code) {
    drops.add(new DropRecord(plan.at(), SendKey.of(campaign), code));
  }

  private SubscriberState build(Duration retention) {
    deferred.sort(Comparator.comparing(DeferredSend::campaign));
    Optional<Instant> due = dueAt();
    SubscriberState unpruned = before.with(history, deferred, drops, due);
    if (unpruned.equals(before) || isOnlyDueLater(unpruned)) {
      return before;
    }
    Instant oldest = plan.at().minus(retention);
    history.removeIf(send -> send.at().isBefore(oldest));
    drops.removeIf(drop -> drop.at().isBefore(oldest));
    return before.with(history, deferred, drops, due);
  }

  /** A visit that comes too early does not need a write to prevent it: it decides the same. */
  private boolean isOnlyDueLater(SubscriberState unpruned) {
    return unpruned.withDueAt(before.dueAt()).equals(before)
        && before.dueAt().filter(known -> isEarlierAndAhead(known, unpruned)).isPresent();
  }

  private boolean isEarlierAndAhead(Instant known, SubscriberState unpruned) {
    return known.isAfter(plan.at())
        && unpruned.dueAt().filter(due -> !due.isAfter(known)).isEmpty();
  }

  private Optional<Instant> dueAt() {
    return deferred.stream()
        .filter(send -> !candidates.held().contains(send.campaign()))
        .map(DeferredSend::until)
        .min(Comparator.naturalOrder());
  }
}
