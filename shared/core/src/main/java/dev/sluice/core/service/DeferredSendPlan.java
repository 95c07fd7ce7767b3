package dev.sluice.core.service;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.delivery.CandidateSelector;
import dev.sluice.core.delivery.Candidates;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.planning.Planner;
import dev.sluice.core.planning.PlanningInput;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.SubscriberRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan of what waits for a subscriber, and of nothing else.
 *
 * <p>Campaigns whose walk has not reached the subscriber are left out: only a visit decides about
 * them. So an instant may turn out too early, which the visit then puts right.
 *
 * @param candidates what the plan is of, and what it leaves as it is
 */
public record DeferredSendPlan(Plan plan, Candidates candidates) {

  /** Returns the plan at an instant. */
  public static DeferredSendPlan create(
      SubscriberRecord record, ActiveCampaigns agenda, Instant now) {
    Candidates offers =
        new CandidateSelector(agenda, now).candidatesFor(record, allScanned(record, agenda, now));
    PlanningInput situation =
        new PlanningInput(record.subscriber(), record.state(), agenda.policy(), now);
    return new DeferredSendPlan(new Planner().plan(situation, offers.candidates()), offers);
  }

  /** The state in which every campaign that has started has passed the subscriber. */
  private static ShardState allScanned(
      SubscriberRecord record, ActiveCampaigns agenda, Instant now) {
    Map<CampaignId, ScanProgress> progress =
        agenda.campaigns().stream()
            .filter(item -> !item.tracked().campaign().start().isAfter(now))
            .collect(
                Collectors.toMap(
                    ActiveCampaigns.ActiveCampaign::id,
                    item ->
                        new ScanProgress(
                            item.tracked().pass(), new Cursor.End(), SendCounts.NONE)));
    return new ShardState(Shard.of(record.id()), progress, Optional.empty(), List.of());
  }
}
