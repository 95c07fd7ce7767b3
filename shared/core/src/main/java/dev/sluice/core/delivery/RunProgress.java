package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.SendStatus;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEvent.MessageSent;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.InDoubtInterval;
import dev.sluice.core.sharding.Lease;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The progress of one run on a shard, as the next checkpoint stores it: the cursor and counts of
 * each campaign, and the sends to publish.
 *
 * <p>A campaign's counts are of the subscribers that its scan has passed: those ahead of the cursor
 * are counted when the scan reaches them, in the status their send has by then. So nothing is
 * counted twice, and a scan that starts again counts everything again with the same result. The
 * pass of a cancelled campaign carries on the counts of the pass before, and adds everyone whom
 * that had not reached.
 */
final class RunProgress {

  private final ShardState base;
  private final Map<CampaignId, ScanProgress> progress;
  private final Map<EventKey, List<SubscriberId>> unpublished = new LinkedHashMap<>();
  private Optional<Instant> earliestDue = Optional.empty();

  /** What the sends of one event have in common. */
  private record EventKey(CampaignId campaign, TopicId topic) {}

  private RunProgress(ShardState base) {
    this.base = base;
    this.progress = new HashMap<>(base.progress());
  }

  /**
   * Returns the progress from which a run continues.
   *
   * <p>Campaigns that have ended are removed. If the previous holder vanished, what it did since
   * its last checkpoint was not counted: every scan of the shard begins again, which finds each
   * send and counts it, and sends committed since then are in doubt.
   */
  static RunProgress takeOver(Lease lease, ActiveCampaigns campaigns, Instant now) {
    ShardState previous = lease.state();
    Map<CampaignId, ScanProgress> progress = new HashMap<>();
    previous
        .progress()
        .forEach((campaign, known) -> {
          if (campaigns.find(campaign).isPresent()) {
            progress.put(
                campaign,
                lease.abandonedSince().isEmpty() ? known : ScanProgress.notStarted(known.pass()));
          }
        });
    return new RunProgress(
        new ShardState(previous.shard(), progress, previous.nextDueAt(), inDoubt(lease, now)));
  }

  private static List<InDoubtInterval> inDoubt(Lease lease, Instant now) {
    List<InDoubtInterval> all = new ArrayList<>(lease.state().inDoubt());
    lease.abandonedSince().ifPresent(from -> all.add(new InDoubtInterval(from, now)));
    while (all.size() > ShardState.MAX_IN_DOUBT) {
      InDoubtInterval oldest = all.removeFirst();
      InDoubtInterval next = all.removeFirst();
      all.addFirst(new InDoubtInterval(oldest.from(), next.until()));
    }
    return all;
  }

  /** Returns the state as it would be stored now. */
  ShardState state(Optional<Instant> nextDueAt) {
    return new ShardState(base.shard(), progress, nextDueAt, base.inDoubt());
  }

  /** Returns the earliest instant at which a subscriber written in this run is due. */
  Optional<Instant> earliestDue() {
    return earliestDue;
  }

  /** Returns how far a campaign's pass has come. */
  ScanProgress progressOf(ActiveCampaigns.ActiveCampaign campaign) {
    int pass = campaign.tracked().pass();
    boolean isCancelled = campaign.tracked().state() == CampaignState.CANCELLED;
    return Optional.ofNullable(progress.get(campaign.id()))
        .filter(known -> known.pass() == pass || isCancelled)
        .map(known -> known.pass() == pass ? known : known.continuedBy(pass))
        .orElseGet(() -> ScanProgress.notStarted(pass));
  }

  /** Begins a campaign's pass if it has not begun. */
  void begin(ActiveCampaigns.ActiveCampaign campaign) {
    progress.put(campaign.id(), progressOf(campaign));
  }

  /** Moves a campaign's scan on to a cursor. */
  void advance(ActiveCampaigns.ActiveCampaign campaign, Cursor cursor) {
    progress.put(campaign.id(), progressOf(campaign).at(cursor));
  }

  /**
   * Counts the status changes of a decision, for the campaigns whose scan had passed the
   * subscriber, and collects its sends for the next events.
   */
  void record(SubscriberDecision.Committed committed) {
    SubscriberState before = committed.decision().before().state();
    SubscriberState after = committed.after();
    after
        .dueAt()
        .filter(due -> earliestDue.filter(known -> !due.isBefore(known)).isEmpty())
        .ifPresent(due -> earliestDue = Optional.of(due));
    for (CampaignId campaign : List.copyOf(progress.keySet())) {
      if (isCounted(campaign, after.subscriber())) {
        move(campaign, recordedStatus(before, campaign), recordedStatus(after, campaign));
      }
    }
    collectSends(committed);
  }

  /** Counts the statuses that the sends of the scanning campaigns have after a decision. */
  void countScanned(SubscriberDecision.Committed committed, Set<CampaignId> scanning) {
    SubscriberId subscriber = committed.after().subscriber();
    for (CampaignId campaign : scanning) {
      if (isCounted(campaign, subscriber)) {
        continue;
      }
      recordedStatus(committed.after(), campaign)
          .or(() -> unrecordedDrop(committed.decision().plan(), campaign))
          .ifPresent(status -> change(campaign, counts -> counts.plus(status)));
    }
  }

  /** Returns the events of the sends collected since the last call. */
  List<DomainEvent> drainSentEvents(Instant now) {
    List<DomainEvent> events = new ArrayList<>();
    unpublished.forEach((key, subscribers) -> {
      for (int from = 0; from < subscribers.size(); from += MessageSent.MAX_BATCH) {
        int to = Math.min(from + MessageSent.MAX_BATCH, subscribers.size());
        events.add(
            new MessageSent(now, key.campaign(), key.topic(), subscribers.subList(from, to)));
      }
    });
    unpublished.clear();
    return events;
  }

  /** Only messages that SES is known to have accepted are published. */
  private void collectSends(SubscriberDecision.Committed committed) {
    for (SubscriberDecision.OutgoingMessage message : committed.decision().messages()) {
      Candidate candidate = message.candidate();
      committed
          .after()
          .findSend(candidate.campaign())
          .map(SendRecord::confirmation)
          .filter(Confirmation.SENT::equals)
          .ifPresent(_ ->
              unpublished
                  .computeIfAbsent(
                      new EventKey(candidate.campaign(), candidate.topic().id()),
                      _ -> new ArrayList<>())
                  .add(committed.after().subscriber()));
    }
  }

  private boolean isCounted(CampaignId campaign, SubscriberId subscriber) {
    return Optional.ofNullable(progress.get(campaign))
        .filter(known -> known.counts(subscriber))
        .isPresent();
  }

  private void move(CampaignId campaign, Optional<SendStatus> from, Optional<SendStatus> to) {
    if (from.equals(to)) {
      return;
    }
    from.ifPresent(status -> change(campaign, counts -> counts.minus(status)));
    to.ifPresent(status -> change(campaign, counts -> counts.plus(status)));
  }

  private void change(CampaignId campaign, UnaryOperator<SendCounts> change) {
    progress.computeIfPresent(campaign, (_, known) -> known.with(change.apply(known.counts())));
  }

  /** Returns the status that a state records for a campaign's send, empty if it records none. */
  private Optional<SendStatus> recordedStatus(SubscriberState state, CampaignId campaign) {
    return state
        .findSend(campaign)
        .map(this::sentStatus)
        .or(() -> state.findDeferred(campaign).map(_ -> new SendStatus.Waiting()))
        .or(() -> state.findDrop(campaign).map(DropRecord::code).map(SendStatus.Dropped::new));
  }

  /**
   * An unconfirmed send keeps its status when an event proves that it left, since no worker would
   * notice the change; it is counted as {@link dev.sluice.core.state.SendEvent#TAKEN} as well. A
   * send of a vanished worker that has events is not in doubt.
   */
  private SendStatus sentStatus(SendRecord send) {
    boolean inDoubt =
        send.events().isEmpty()
            && base.inDoubt().stream().anyMatch(interval -> interval.contains(send.at()));
    return switch (send.confirmation()) {
      case SENT -> inDoubt ? new SendStatus.Unconfirmed() : new SendStatus.Sent();
      case UNCONFIRMED -> new SendStatus.Unconfirmed();
    };
  }

  /** A drop without a deferral before it is in the plan only. */
  private static Optional<SendStatus> unrecordedDrop(Plan plan, CampaignId campaign) {
    return plan.decisionFor(campaign)
        .flatMap(decision ->
            decision instanceof Decision.Drop(var reason)
                ? Optional.of(new SendStatus.Dropped(reason.code()))
                : Optional.empty());
  }
}
