package dev.sluice.api.explain;

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
 * A dry run of a visit: the plan is made from the same offers as a real one, and nothing is
 * written.
 *
 * @param shardState how far the walks have come in the subscriber's shard
 */
public record SendExplainer(
    SubscriberRecord record, ActiveCampaigns activeCampaigns, ShardState shardState, Instant now) {

  /**
   * What is asked about: a campaign with what its decisions need.
   *
   * @param segments the campaign's segments, those that exclude too
   */
  public record CampaignContext(TrackedCampaign tracked, Topic topic, List<Segment> segments) {

    public CampaignContext {
      segments = List.copyOf(segments);
    }

    Campaign campaign() {
      return tracked.campaign();
    }
  }

  /** Returns everything a visit would decide now. */
  public Plan plan() {
    return new Planner()
        .plan(
            planningInput(),
            new CandidateSelector(activeCampaigns, now)
                .candidatesFor(record, shardState)
                .candidates());
  }

  /** Returns what there is to say about a campaign. */
  public Explanation explain(CampaignContext subject) {
    CampaignId campaign = subject.tracked().id();
    Optional<SendRecord> sent = record.state().findSend(campaign);
    if (sent.isPresent()) {
      return new Explanation.Sent(sent.get());
    }
    Optional<DropRecord> dropped = record.state().findDrop(campaign);
    if (dropped.isPresent()) {
      return new Explanation.Dropped(dropped.get());
    }
    return switch (subject.tracked().state()) {
      case CANCELLED, COMPLETED ->
          new Explanation.Ended(subject.tracked().state(), subject.tracked().changedAt());
      case ACTIVE, PAUSED -> explainAudience(subject);
    };
  }

  private Explanation explainAudience(CampaignContext subject) {
    Campaign campaign = subject.campaign();
    List<SegmentId> missing =
        campaign.segments().stream().filter(id -> !isInSegment(subject, id)).toList();
    List<SegmentId> excluding =
        campaign.excluded().stream().filter(id -> isInSegment(subject, id)).toList();
    if (!missing.isEmpty() || !excluding.isEmpty()) {
      return new Explanation.NotInAudience(missing, excluding);
    }
    if (subject.tracked().state() == CampaignState.PAUSED) {
      return new Explanation.Paused(subject.tracked().changedAt(), waitingUntil(campaign.id()));
    }
    return campaign.start().isAfter(now)
        ? new Explanation.Announced(
            campaign.start(), Optional.ofNullable(plan().slots().get(campaign.id())))
        : explainDecision(subject);
  }

  /** Finds the visit's decision; without one, the walk has passed and nothing is left to decide. */
  private Explanation explainDecision(CampaignContext subject) {
    CampaignId campaign = subject.campaign().id();
    return plan()
        .decisionFor(campaign)
        .<Explanation>map(decision -> new Explanation.Decided(decision, waitingUntil(campaign)))
        .orElseGet(() -> new Explanation.Passed(subject.topic().id(), currentDropReason(subject)));
  }

  private Optional<DropReason> currentDropReason(CampaignContext subject) {
    Candidate candidate = Candidate.of(subject.campaign(), subject.topic());
    Plan alone = new Planner().plan(planningInput(), List.of(candidate));
    return alone.decisionFor(candidate.campaign()).flatMap(SendExplainer::dropReason);
  }

  private static Optional<DropReason> dropReason(Decision decision) {
    return switch (decision) {
      case Decision.Drop(DropReason reason) -> Optional.of(reason);
      case Decision.Send _, Decision.Wait _ -> Optional.empty();
    };
  }

  private boolean isInSegment(CampaignContext subject, SegmentId id) {
    return subject.segments().stream()
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
