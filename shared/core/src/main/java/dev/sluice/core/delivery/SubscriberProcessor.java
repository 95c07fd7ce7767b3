package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.planning.Planner;
import dev.sluice.core.planning.PlanningInput;
import dev.sluice.core.sending.MessageRenderer;
import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.support.InvalidInputException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes up one subscriber: decides everything that concerns them, and commits it in one write.
 *
 * <p>Messages are rendered before the commit, so that what cannot be rendered never spends a slot,
 * and handed over after it, so that what was not committed never leaves.
 */
public final class SubscriberProcessor {

  private final Planner planner = new Planner();
  private final SubscriberRepository subscribers;
  private final MessageRenderer renderer;
  private final SendOutcomeReconciler reconciler;

  /** Creates a visitor. */
  public SubscriberProcessor(SubscriberRepository standings, MessageRenderer mailroom) {
    this.subscribers = standings;
    this.renderer = mailroom;
    this.reconciler = new SendOutcomeReconciler(standings);
  }

  /** Decides a visit; nothing is written or sent. */
  public SubscriberDecision decide(PlanningInput situation, Candidates offers) {
    return situation.subscriber().isErased()
        ? decideErased(situation, offers)
        : decideSends(situation, offers);
  }

  /** Who was erased has left everything, so that no plan sends to them. */
  private SubscriberDecision decideErased(PlanningInput situation, Candidates offers) {
    SubscriberRecord before = new SubscriberRecord(situation.subscriber(), situation.state());
    Plan plan = planner.plan(situation, offers.candidates());
    return new SubscriberDecision(
        before, plan, List.of(), ErasureCompletion.dropDeferred(before.state(), situation.now()));
  }

  private SubscriberDecision decideSends(PlanningInput situation, Candidates offers) {
    Map<CampaignId, DropReason> unfit = new LinkedHashMap<>();
    List<Candidate> candidates = new ArrayList<>(offers.candidates());
    Plan plan = planner.plan(situation, candidates);
    Rendered rendered = render(situation, plan.sends());
    // Each round takes out at least one candidate, so there are at most as many as candidates.
    while (!rendered.unrenderable().isEmpty()) {
      unfit.putAll(rendered.unrenderable());
      candidates.removeIf(candidate -> unfit.containsKey(candidate.campaign()));
      plan = planner.plan(situation, candidates);
      rendered = render(situation, plan.sends());
    }
    Plan whole = withUnrenderable(plan, offers, unfit);
    SubscriberRecord before = new SubscriberRecord(situation.subscriber(), situation.state());
    SubscriberState after =
        PlanApplier.apply(situation.state(), whole, offers, situation.policy().retention());
    return new SubscriberDecision(before, whole, rendered.messages(), after);
  }

  /**
   * Commits a visit and hands its messages over.
   *
   * @return empty if somebody else wrote first: then nothing was written or sent, and the visit
   *     must be prepared anew
   */
  public Optional<CommittedDecision> commit(SubscriberDecision visit) {
    if (visit.completesErasure()) {
      return subscribers.delete(visit.after()) == Commit.COMMITTED
          ? Optional.of(new CommittedDecision(visit, visit.after(), false, Set.of()))
          : Optional.empty();
    }
    if (visit.changesNothing()) {
      return Optional.of(new CommittedDecision(visit, visit.after(), false, Set.of()));
    }
    return switch (subscribers.commit(visit.after())) {
      case CONFLICT -> Optional.empty();
      case COMMITTED -> Optional.of(sendMessages(visit, visit.after().withNextVersion()));
    };
  }

  private CommittedDecision sendMessages(SubscriberDecision visit, SubscriberState committed) {
    Map<Candidate, SendOutcome> outcomes = new LinkedHashMap<>();
    for (SubscriberDecision.OutgoingMessage parcel : visit.messages()) {
      outcomes.put(parcel.candidate(), parcel.message().send());
    }
    SubscriberState settled = reconciler.reconcile(committed, outcomes, visit.plan().at());
    boolean held = outcomes.values().stream().anyMatch(SendOutcome::stopsAllSending);
    return new CommittedDecision(visit, settled, held, limits(outcomes));
  }

  private static Set<SendOutcome.Limit> limits(Map<Candidate, SendOutcome> outcomes) {
    Set<SendOutcome.Limit> limits = EnumSet.noneOf(SendOutcome.Limit.class);
    for (SendOutcome outcome : outcomes.values()) {
      if (outcome instanceof SendOutcome.Throttled(SendOutcome.Limit limit)) {
        limits.add(limit);
      }
    }
    return limits;
  }

  private Rendered render(PlanningInput situation, List<Candidate> sends) {
    List<SubscriberDecision.OutgoingMessage> parcels = new ArrayList<>();
    Map<CampaignId, DropReason> unfit = new LinkedHashMap<>();
    for (Candidate send : sends) {
      try {
        PreparedMessage letter =
            renderer.render(situation.subscriber(), send.campaign(), situation.now());
        parcels.add(new SubscriberDecision.OutgoingMessage(send, letter));
      } catch (InvalidInputException e) {
        unfit.put(send.campaign(), new DropReason.NotRenderable(problem(e)));
      }
    }
    return new Rendered(parcels, unfit);
  }

  /** Names fields and remedies only: values may be personal, and reasons are logged. */
  private static String problem(InvalidInputException e) {
    return String.join(
        "; ", e.violations().stream().map(v -> v.field() + ": " + v.remedy()).toList());
  }

  private static Plan withUnrenderable(
      Plan plan, Candidates offers, Map<CampaignId, DropReason> unfit) {
    List<Plan.Entry> entries = new ArrayList<>(plan.decisions());
    for (Candidate candidate : offers.candidates()) {
      Optional.ofNullable(unfit.get(candidate.campaign()))
          .map(reason -> new Plan.Entry(candidate, new Decision.Drop(reason)))
          .ifPresent(entries::add);
    }
    return new Plan(plan.at(), plan.policyRevision(), entries, plan.slots());
  }

  private record Rendered(
      List<SubscriberDecision.OutgoingMessage> messages,
      Map<CampaignId, DropReason> unrenderable) {}
}
