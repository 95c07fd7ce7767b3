package dev.sluice.campaigns.explain;

import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.delivery.OfferBook;
import dev.sluice.scheduling.delivery.ShardState;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.Decision;
import dev.sluice.scheduling.plan.DropReason;
import dev.sluice.scheduling.plan.Plan;
import dev.sluice.scheduling.plan.Planner;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.Profile;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.WaitingSend;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A dry run of a visit: the plan is made from the same offers as a real one, and nothing is
 * written.
 *
 * @param state how far the walks have come in the subscriber's shard
 */
public record Inquiry(SubscriberRecord record, Agenda agenda, ShardState state, Instant now) {

  /**
   * What is asked about: a campaign with what its decisions need.
   *
   * @param segments the campaign's segments, those that exclude too
   */
  public record Subject(TrackedCampaign tracked, Topic topic, List<Segment> segments) {

    public Subject {
      segments = List.copyOf(segments);
    }

    Campaign campaign() {
      return tracked.campaign();
    }
  }

  /** Returns everything a visit would decide now. */
  public Plan plan() {
    return new Planner()
        .plan(situation(), new OfferBook(agenda, now).offersFor(record, state).candidates());
  }

  /** Returns what there is to say about a campaign. */
  public Finding about(Subject subject) {
    CampaignId campaign = subject.tracked().id();
    Optional<SendRecord> sent = record.standing().sent(campaign);
    if (sent.isPresent()) {
      return new Finding.Sent(sent.get());
    }
    Optional<DropRecord> dropped = record.standing().dropped(campaign);
    if (dropped.isPresent()) {
      return new Finding.Dropped(dropped.get());
    }
    return switch (subject.tracked().state()) {
      case CANCELLED, COMPLETED ->
          new Finding.Ended(subject.tracked().state(), subject.tracked().changedAt());
      case ACTIVE, PAUSED -> inAudience(subject);
    };
  }

  private Finding inAudience(Subject subject) {
    Campaign campaign = subject.campaign();
    List<SegmentId> missing =
        campaign.segments().stream().filter(id -> !holds(subject, id)).toList();
    List<SegmentId> excluding =
        campaign.excluded().stream().filter(id -> holds(subject, id)).toList();
    if (!missing.isEmpty() || !excluding.isEmpty()) {
      return new Finding.NotInAudience(missing, excluding);
    }
    if (subject.tracked().state() == CampaignState.PAUSED) {
      return new Finding.Paused(subject.tracked().changedAt(), waitingUntil(campaign.id()));
    }
    return campaign.start().isAfter(now)
        ? new Finding.Announced(
            campaign.start(), Optional.ofNullable(plan().slots().get(campaign.id())))
        : decided(subject);
  }

  /** Finds the visit's decision; without one, the walk has passed and nothing is left to decide. */
  private Finding decided(Subject subject) {
    CampaignId campaign = subject.campaign().id();
    return plan()
        .of(campaign)
        .<Finding>map(decision -> new Finding.Decided(decision, waitingUntil(campaign)))
        .orElseGet(() -> new Finding.Passed(subject.topic().id(), dropNow(subject)));
  }

  private Optional<DropReason> dropNow(Subject subject) {
    Candidate candidate = Candidate.of(subject.campaign(), subject.topic());
    Plan alone = new Planner().plan(situation(), List.of(candidate));
    return alone.of(candidate.campaign()).flatMap(Inquiry::reasonOfDrop);
  }

  private static Optional<DropReason> reasonOfDrop(Decision decision) {
    return switch (decision) {
      case Decision.Drop(DropReason reason) -> Optional.of(reason);
      case Decision.Send _, Decision.Wait _ -> Optional.empty();
    };
  }

  private boolean holds(Subject subject, SegmentId id) {
    return subject.segments().stream()
        .filter(segment -> segment.id().equals(id))
        .map(Segment::criterion)
        .anyMatch(this::selects);
  }

  private boolean selects(Criterion criterion) {
    ZoneId zone = agenda.policy().zoneOf(record.subscriber());
    Profile profile = new Profile(record.subscriber(), record.standing(), zone);
    return criterion.matches(profile, LocalDate.ofInstant(now, zone));
  }

  private Optional<Instant> waitingUntil(CampaignId campaign) {
    return record.standing().waitingFor(campaign).map(WaitingSend::until);
  }

  private Situation situation() {
    return new Situation(record.subscriber(), record.standing(), agenda.policy(), now);
  }
}
