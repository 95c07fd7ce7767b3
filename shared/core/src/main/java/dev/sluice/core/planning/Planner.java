package dev.sluice.core.planning;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.TopicChoice.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The planner, which decides every send to one subscriber at one instant.
 *
 * <p>Candidates are taken heaviest first. Each gets the earliest instant that keeps every cap in
 * every window, the cadence of its topic and the quiet hours, counting the history and the slots of
 * the heavier ones. A candidate whose slot is the instant itself is sent; the rest wait or are
 * dropped. Candidates that have not started only keep their slot.
 */
public final class Planner {

  /** Returns the plan for an input; the same input always gives the same plan. */
  public Plan plan(PlanningInput input, List<Candidate> candidates) {
    SendTimeline timeline = SendTimeline.of(input);
    List<Plan.Entry> decisions = new ArrayList<>();
    Map<CampaignId, Instant> slots = new LinkedHashMap<>();
    for (Candidate candidate : candidates.stream().sorted(Candidate.HEAVIEST_FIRST).toList()) {
      if (candidate.start().isAfter(input.now())) {
        reserveSlot(input, timeline, candidate)
            .ifPresent(slot -> slots.put(candidate.campaign(), slot));
      } else {
        decisions.add(new Plan.Entry(candidate, decide(input, timeline, candidate)));
      }
    }
    return new Plan(input.now(), input.policy().revision(), decisions, slots);
  }

  private static Optional<Instant> reserveSlot(
      PlanningInput input, SendTimeline timeline, Candidate candidate) {
    if (consentDropReason(input, candidate).isPresent()) {
      return Optional.empty();
    }
    Slot slot = timeline.earliest(candidate, candidate.start());
    boolean missed = timingDropReason(candidate, slot).isPresent();
    if (missed) {
      return Optional.empty();
    }
    timeline.place(candidate, slot.at());
    return Optional.of(slot.at());
  }

  private static Decision decide(PlanningInput input, SendTimeline timeline, Candidate candidate) {
    Optional<DropReason> refusal = consentDropReason(input, candidate);
    if (refusal.isPresent()) {
      return new Decision.Drop(refusal.get());
    }
    Slot slot = timeline.earliest(candidate, input.now());
    Optional<DropReason> dropped = timingDropReason(candidate, slot);
    if (dropped.isPresent()) {
      return new Decision.Drop(dropped.get());
    }
    Decision decision =
        slot.reason()
            .<Decision>map(reason -> new Decision.Wait(slot.at(), reason))
            .orElseGet(() -> new Decision.Send(timeline.capUsages(candidate, slot.at())));
    timeline.place(candidate, slot.at());
    return decision;
  }

  private static Optional<DropReason> consentDropReason(PlanningInput input, Candidate candidate) {
    Consents consents = input.state().consents();
    if (consents.suppression().isPresent()) {
      return consents.suppression().map(DropReason.AddressSuppressed::new);
    }
    if (consents.unsubscribedAt().isPresent()) {
      return consents.unsubscribedAt().map(DropReason.UnsubscribedFromAll::new);
    }
    return consents.choiceFor(candidate.topic()).subscription() == Subscription.UNSUBSCRIBED
        ? Optional.of(new DropReason.NotSubscribed(candidate.topic().id()))
        : Optional.empty();
  }

  private static Optional<DropReason> timingDropReason(Candidate candidate, Slot slot) {
    if (!slot.at().isBefore(candidate.expiry())) {
      return Optional.of(new DropReason.Expired(candidate.expiry(), slot.reason()));
    }
    return switch (candidate.whenCapped()) {
      case WAIT -> Optional.empty();
      case DROP -> slot.frequencyReason().map(held -> new DropReason.Capped(slot.at(), held));
    };
  }
}
