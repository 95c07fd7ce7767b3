package dev.sluice.core.explain;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.delivery.CandidateSelector;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.planning.Planner;
import dev.sluice.core.planning.PlanningInput;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberProfile;
import dev.sluice.core.state.SubscriberRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Explains what a worker would decide for a subscriber, with the same candidates and the same
 * planner, without writing anything.
 *
 * @param shardState the progress of the scans in the subscriber's shard
 * @param block why the account sends no marketing at present, if it sends none
 */
public record SendExplainer(
    SubscriberRecord record,
    ActiveCampaigns activeCampaigns,
    ShardState shardState,
    Optional<SendingBlock> block,
    Instant now) {

  /**
   * A campaign, with the topic and the segments that its decisions depend on.
   *
   * @param segments the campaign's segments, including excluded ones
   */
  public record CampaignContext(TrackedCampaign tracked, Topic topic, List<Segment> segments) {

    public CampaignContext {
      segments = List.copyOf(segments);
    }

    Campaign campaign() {
      return tracked.campaign();
    }
  }

  /** Returns the plan that a worker would make now. */
  public Plan plan() {
    return new Planner()
        .plan(
            planningInput(),
            new CandidateSelector(activeCampaigns, now)
                .candidatesFor(record, shardState)
                .candidates());
  }

  /** Returns the explanation of a campaign. */
  public Explanation explain(CampaignContext context) {
    CampaignId campaign = context.tracked().id();
    Optional<SendRecord> sent = record.state().findSend(campaign);
    if (sent.isPresent()) {
      return new Explanation.Sent(sent.get());
    }
    Optional<DropRecord> dropped = record.state().findDrop(campaign);
    if (dropped.isPresent()) {
      return new Explanation.Dropped(dropped.get());
    }
    return switch (context.tracked().state()) {
      case CANCELLED, COMPLETED ->
          new Explanation.Ended(context.tracked().state(), context.tracked().changedAt());
      case ACTIVE, PAUSED -> explainAudience(context);
    };
  }

  private Explanation explainAudience(CampaignContext context) {
    Campaign campaign = context.campaign();
    List<SegmentId> missing =
        campaign.segments().stream().filter(id -> !isInSegment(context, id)).toList();
    List<SegmentId> excluding =
        campaign.excluded().stream().filter(id -> isInSegment(context, id)).toList();
    List<CampaignId> received = record.state().sentOf(campaign.excludedCampaigns());
    if (!missing.isEmpty() || !excluding.isEmpty() || !received.isEmpty()) {
      return new Explanation.NotInAudience(missing, excluding, received);
    }
    if (context.tracked().state() == CampaignState.PAUSED) {
      return new Explanation.Paused(context.tracked().changedAt(), waitingUntil(campaign.id()));
    }
    return campaign.start().isAfter(now)
        ? new Explanation.Announced(
            campaign.start(), Optional.ofNullable(plan().slots().get(campaign.id())))
        : explainDecision(context);
  }

  /** Without a decision in the plan, the scan has passed the subscriber. */
  private Explanation explainDecision(CampaignContext context) {
    CampaignId campaign = context.campaign().id();
    return plan()
        .decisionFor(campaign)
        .map(decision -> explainDecision(decision, waitingUntil(campaign)))
        .orElseGet(() -> new Explanation.Passed(context.topic().id(), currentDropReason(context)));
  }

  private Explanation explainDecision(Decision decision, Optional<Instant> waitingUntil) {
    Optional<Explanation> blocked =
        block
            .filter(one -> one.stopsProcessing() || decision instanceof Decision.Send)
            .map(one -> new Explanation.Blocked(one, decision, waitingUntil));
    return blocked.orElseGet(() ->
        waitingUntil
            .filter(until -> isProcessedOnlyAt(until, decision))
            .<Explanation>map(until -> new Explanation.Deferred(until, decision))
            .orElseGet(() -> new Explanation.Decided(decision, waitingUntil)));
  }

  private boolean isProcessedOnlyAt(Instant until, Decision decision) {
    boolean isLater =
        switch (decision) {
          case Decision.Wait(Instant planned, var _) -> !planned.isBefore(until);
          case Decision.Send _, Decision.Drop _ -> false;
        };
    return !isLater && until.isAfter(now) && !isProcessedSoon();
  }

  /**
   * Returns whether a worker processes the subscriber soon: they are due, the rules have changed
   * since they were planned, or the scan of a campaign that has something for them comes.
   */
  private boolean isProcessedSoon() {
    return record.state().dueAt().filter(due -> !due.isAfter(now)).isPresent()
        || shardState.isToReplan(activeCampaigns.rulesRevision())
        || new CandidateSelector(activeCampaigns, now)
            .candidatesFor(record, shardState).candidates().stream()
                .anyMatch(this::isReachedByScan);
  }

  private boolean isReachedByScan(Candidate candidate) {
    return record.state().findDeferred(candidate.campaign()).isEmpty()
        && activeCampaigns
            .find(candidate.campaign())
            .filter(campaign -> !campaign.tracked().campaign().start().isAfter(now))
            .isPresent();
  }

  private Optional<DropReason> currentDropReason(CampaignContext context) {
    Candidate candidate = Candidate.of(context.campaign(), context.topic());
    Plan plan = new Planner().plan(planningInput(), List.of(candidate));
    return plan.decisionFor(candidate.campaign()).flatMap(SendExplainer::dropReason);
  }

  private static Optional<DropReason> dropReason(Decision decision) {
    return switch (decision) {
      case Decision.Drop(DropReason reason) -> Optional.of(reason);
      case Decision.Send _, Decision.Wait _ -> Optional.empty();
    };
  }

  private boolean isInSegment(CampaignContext context, SegmentId id) {
    return context.segments().stream()
        .filter(segment -> segment.id().equals(id))
        .map(Segment::criterion)
        .anyMatch(this::matches);
  }

  private boolean matches(Criterion criterion) {
    ZoneId zone = activeCampaigns.policy().zoneOf(record.subscriber());
    SubscriberProfile profile = new SubscriberProfile(record.subscriber(), record.state(), zone);
    return criterion.matches(profile, LocalDate.ofInstant(now, zone));
  }

  private Optional<Instant> waitingUntil(CampaignId campaign) {
    return record.state().findDeferred(campaign).map(DeferredSend::until);
  }

  private PlanningInput planningInput() {
    return new PlanningInput(record.subscriber(), record.state(), activeCampaigns.policy(), now);
  }
}
