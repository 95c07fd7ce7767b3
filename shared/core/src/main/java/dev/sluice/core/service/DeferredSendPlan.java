package dev.sluice.core.service;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.delivery.CandidateSelector;
import dev.sluice.core.delivery.Candidates;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.planning.Planner;
import dev.sluice.core.planning.PlanningInput;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.support.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan of a subscriber's deferred sends, and of nothing else.
 *
 * <p>Campaigns whose scan has not reached the subscriber are left out, because only a worker
 * decides about them. A planned instant can therefore be too early, which the worker then corrects.
 *
 * @param candidates what was planned, and what the plan leaves as it is
 */
public record DeferredSendPlan(Plan plan, Candidates candidates) {

  /** Returns the plan at an instant. */
  public static DeferredSendPlan create(
      SubscriberRecord record, ActiveCampaigns campaigns, Instant now) {
    Candidates candidates =
        new CandidateSelector(campaigns, now)
            .candidatesFor(record, allScanned(record, campaigns, now));
    PlanningInput input =
        new PlanningInput(record.subscriber(), record.state(), campaigns.policy(), now);
    return new DeferredSendPlan(new Planner().plan(input, candidates.candidates()), candidates);
  }

  /** Returns the shard state in which every started campaign has scanned the subscriber. */
  private static ShardState allScanned(
      SubscriberRecord record, ActiveCampaigns campaigns, Instant now) {
    Map<CampaignId, ScanProgress> progress =
        campaigns.campaigns().stream()
            .filter(item -> !item.tracked().campaign().start().isAfter(now))
            .collect(
                Collectors.toMap(
                    ActiveCampaigns.ActiveCampaign::id,
                    item ->
                        new ScanProgress(
                            item.tracked().pass(), new Cursor.End(), SendCounts.NONE)));
    return new ShardState(Shard.of(record.id()), progress, Optional.empty(), List.of());
  }

  /**
   * Returns the state with its deferred sends at the planned instants. A send that could leave now
   * or is to be dropped stays deferred and makes the state due now, for a worker to act on it.
   */
  SubscriberState reschedule(SubscriberState state, Instant now) {
    List<DeferredSend> deferredSends = new ArrayList<>();
    Optional<Instant> due = Optional.empty();
    for (DeferredSend deferred : state.deferredSends()) {
      Optional<Decision> decision = plan.decisionFor(deferred.campaign());
      deferredSends.add(decision.map(found -> reschedule(deferred, found, now)).orElse(deferred));
      due = Instants.earlier(due, dueAt(deferred, decision, now));
    }
    return state.with(state.history(), deferredSends, state.drops(), due);
  }

  private static DeferredSend reschedule(DeferredSend deferred, Decision decision, Instant now) {
    return switch (decision) {
      case Decision.Wait(Instant until, var _) ->
          new DeferredSend(deferred.campaign(), deferred.topic(), until);
      case Decision.Send _ -> new DeferredSend(deferred.campaign(), deferred.topic(), now);
      case Decision.Drop _ -> deferred;
    };
  }

  /** A send that a paused campaign holds is due at no instant; an ended one at its own. */
  private Optional<Instant> dueAt(DeferredSend deferred, Optional<Decision> decision, Instant now) {
    if (decision.isEmpty()) {
      return Optional.of(deferred.until())
          .filter(_ -> !candidates.held().contains(deferred.campaign()));
    }
    return Optional.of(decision.get() instanceof Decision.Wait(Instant until, var _) ? until : now);
  }
}
