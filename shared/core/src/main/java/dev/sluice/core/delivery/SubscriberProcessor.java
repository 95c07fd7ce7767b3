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
import java.util.function.BooleanSupplier;

/**
 * Processes one subscriber: decides all their sends, and commits the decision in one write.
 *
 * <p>Messages are rendered before the commit, so that a message that cannot be rendered never uses
 * a slot, and sent after it, so that a message that was not committed never leaves.
 */
public final class SubscriberProcessor {

  private final Planner planner = new Planner();
  private final SubscriberRepository subscribers;
  private final MessageRenderer renderer;
  private final SendOutcomeReconciler reconciler;

  public SubscriberProcessor(SubscriberRepository subscribers, MessageRenderer renderer) {
    this.subscribers = subscribers;
    this.renderer = renderer;
    this.reconciler = new SendOutcomeReconciler(subscribers);
  }

  /** Decides for a subscriber; nothing is written or sent. */
  public SubscriberDecision decide(PlanningInput input, Candidates candidates) {
    return input.subscriber().isErased()
        ? decideErased(input, candidates)
        : decideSends(input, candidates);
  }

  /** An erased subscriber has unsubscribed from everything, so that no plan sends to them. */
  private SubscriberDecision decideErased(PlanningInput input, Candidates candidates) {
    SubscriberRecord before = new SubscriberRecord(input.subscriber(), input.state());
    Plan plan = planner.plan(input, candidates.candidates());
    return new SubscriberDecision(
        before, plan, List.of(), ErasureCompletion.dropDeferred(before.state(), input.now()));
  }

  private SubscriberDecision decideSends(PlanningInput input, Candidates candidates) {
    Map<CampaignId, DropReason> unrenderable = new LinkedHashMap<>();
    List<Candidate> renderable = new ArrayList<>(candidates.candidates());
    Plan plan = planner.plan(input, renderable);
    Rendered rendered = render(input, plan.sends());
    // Each round takes out at least one candidate, so there are at most as many as candidates.
    while (!rendered.unrenderable().isEmpty()) {
      unrenderable.putAll(rendered.unrenderable());
      renderable.removeIf(candidate -> unrenderable.containsKey(candidate.campaign()));
      plan = planner.plan(input, renderable);
      rendered = render(input, plan.sends());
    }
    Plan complete = withUnrenderable(plan, candidates, unrenderable);
    SubscriberRecord before = new SubscriberRecord(input.subscriber(), input.state());
    SubscriberState after =
        PlanApplier.apply(input.state(), complete, candidates, input.policy().retention());
    return new SubscriberDecision(before, complete, rendered.messages(), after);
  }

  /**
   * Commits a decision and sends its messages.
   *
   * @param mayHandOver whether messages may be handed to SES at this moment; asked right before
   *     each one, and what may not leave any more gives its slot back
   * @return empty if another writer was first: nothing was written or sent, and the decision must
   *     be made again
   */
  public Optional<SubscriberDecision.Committed> commit(
      SubscriberDecision decision, BooleanSupplier mayHandOver) {
    if (decision.completesErasure()) {
      return subscribers.delete(decision.after()) == Commit.COMMITTED
          ? Optional.of(
              new SubscriberDecision.Committed(decision, decision.after(), false, Set.of()))
          : Optional.empty();
    }
    if (decision.changesNothing()) {
      return Optional.of(
          new SubscriberDecision.Committed(decision, decision.after(), false, Set.of()));
    }
    return switch (subscribers.commit(decision.after())) {
      case CONFLICT -> Optional.empty();
      case COMMITTED ->
          Optional.of(sendMessages(decision, decision.after().withNextVersion(), mayHandOver));
    };
  }

  /** Returns the record as it is stored now, or the one given if nothing is stored. */
  SubscriberRecord reload(SubscriberRecord record) {
    return subscribers.findIncludingErased(record.id()).orElse(record);
  }

  private SubscriberDecision.Committed sendMessages(
      SubscriberDecision decision, SubscriberState committed, BooleanSupplier mayHandOver) {
    Map<Candidate, SendOutcome> outcomes = new LinkedHashMap<>();
    List<Candidate> withdrawn = new ArrayList<>();
    for (SubscriberDecision.OutgoingMessage message : decision.messages()) {
      if (mayHandOver.getAsBoolean()) {
        outcomes.put(message.candidate(), message.message().send());
      } else {
        withdrawn.add(message.candidate());
      }
    }
    SubscriberState settled =
        reconciler.reconcile(committed, outcomes, withdrawn, decision.plan().at());
    boolean stopped = outcomes.values().stream().anyMatch(SendOutcome::stopsAllSending);
    return new SubscriberDecision.Committed(decision, settled, stopped, limits(outcomes));
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

  private Rendered render(PlanningInput input, List<Candidate> sends) {
    List<SubscriberDecision.OutgoingMessage> messages = new ArrayList<>();
    Map<CampaignId, DropReason> unrenderable = new LinkedHashMap<>();
    for (Candidate send : sends) {
      try {
        PreparedMessage message = renderer.render(input.subscriber(), send.campaign(), input.now());
        messages.add(new SubscriberDecision.OutgoingMessage(send, message));
      } catch (InvalidInputException e) {
        unrenderable.put(send.campaign(), new DropReason.NotRenderable(problem(e)));
      }
    }
    return new Rendered(messages, unrenderable);
  }

  /** Returns fields and remedies only: values may be personal, and reasons are logged. */
  private static String problem(InvalidInputException e) {
    return String.join(
        "; ", e.violations().stream().map(v -> v.field() + ": " + v.remedy()).toList());
  }

  private static Plan withUnrenderable(
      Plan plan, Candidates candidates, Map<CampaignId, DropReason> unrenderable) {
    List<Plan.Entry> entries = new ArrayList<>(plan.decisions());
    for (Candidate candidate : candidates.candidates()) {
      Optional.ofNullable(unrenderable.get(candidate.campaign()))
          .map(reason -> new Plan.Entry(candidate, new Decision.Drop(reason)))
          .ifPresent(entries::add);
    }
    return new Plan(plan.at(), plan.policyRevision(), entries, plan.slots());
  }

  private record Rendered(
      List<SubscriberDecision.OutgoingMessage> messages,
      Map<CampaignId, DropReason> unrenderable) {}
}
