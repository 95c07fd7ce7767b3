package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.PlanningInput;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Parallel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/**
 * A batch of subscribers that is processed in order, as fast as permits allow.
 *
 * <p>The batch decides for no more messages than may leave together, acquires permits for them, and
 * only then commits the decisions, in parallel. A decision without a permit is made again at a
 * later instant, since a plan is valid for the instant it was made for; a decision that lost
 * against another writer is made again from the state as it is by then.
 */
final class Batch {

  /** Times that one subscriber's commit may lose against other writers before the batch stops. */
  private static final int MAX_CONFLICTS = 5;

  private final InstantSource clock;
  private final ExecutorService executor;
  private final ActiveCampaigns campaigns;
  private final SubscriberProcessor processor;
  private final PermitPool permits;
  private final RunProgress progress;
  private final HandOverWindow handOver;
  private final Optional<CampaignScan> scan;
  private final Map<SubscriberId, Set<CampaignId>> skipped = new HashMap<>();
  private final Map<SubscriberId, SubscriberDecision.Committed> done = new HashMap<>();
  private final Map<SubscriberId, Integer> conflicts = new HashMap<>();
  private final Map<CampaignId, Integer> messages = new HashMap<>();
  private int sent;
  private boolean hadMessages;
  private boolean outOfPermits;
  private boolean rulesChanged;

  /** Why a batch ended. */
  enum EndReason {
    /** Every subscriber was processed. */
    COMPLETED,
    /** Enough messages were sent, or time was up. */
    LIMIT_REACHED,
    /** No permits are available for longer than the batch may wait. */
    NO_PERMITS,
    /** The rules have changed since they were loaded. */
    RULES_CHANGED,
    /** SES accepts nothing for now, or a subscriber was lost to other writers too often. */
    ABORTED
  }

  /**
   * The result of a batch.
   *
   * @param processed how many subscribers, counted from the first, are done. Some of the others may
   *     be done too; processing them again finds nothing to do
   * @param scanned the campaigns whose scan has come as far: the lead, and those of the same scan
   *     that had nothing for the subscribers it skipped
   * @param messages how many messages were committed, by campaign
   * @param isEmpty whether no subscriber was to get a message
   */
  record Result(
      int processed,
      EndReason endReason,
      Set<CampaignId> scanned,
      Map<CampaignId, Integer> messages,
      boolean isEmpty) {

    Result {
      scanned = Set.copyOf(scanned);
      messages = Map.copyOf(messages);
    }

    /** Returns how many messages were committed in all. */
    int sent() {
      return messages.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Creates a batch.
   *
   * @param scan the scan that the subscribers are read for, empty if they are due
   */
  Batch(
      InstantSource clock,
      ExecutorService executor,
      ActiveCampaigns campaigns,
      SubscriberProcessor processor,
      PermitPool permits,
      RunProgress progress,
      HandOverWindow handOver,
      Optional<CampaignScan> scan) {
    this.clock = clock;
    this.executor = executor;
    this.campaigns = campaigns;
    this.processor = processor;
    this.permits = permits;
    this.progress = progress;
    this.handOver = handOver;
    this.scan = scan;
  }

  /**
   * Processes the subscribers and counts the results.
   *
   * @param maxMessages after how many messages to start no more subscribers; those that leave
   *     together still leave
   * @param until when to start no more subscribers
   */
  Result process(List<SubscriberRecord> records, int maxMessages, Instant until)
      throws InterruptedException {
    Deque<SubscriberRecord> todo = new ArrayDeque<>(records);
    Optional<EndReason> end = endReason(todo, maxMessages, until);
    while (end.isEmpty()) {
      Optional<Instant> refill = permits.nextRefill();
      if (refill.isPresent()) {
        outOfPermits = !permits.awaitRefill(refill.get(), until);
      } else {
        advance(todo);
      }
      end = endReason(todo, maxMessages, until);
    }
    List<SubscriberRecord> passed =
        records.stream().takeWhile(record -> done.containsKey(record.id())).toList();
    Set<CampaignId> scanned = scanned(passed);
    for (SubscriberRecord record : passed) {
      progress.countScanned(Optional.ofNullable(done.get(record.id())).orElseThrow(), scanned);
    }
    return new Result(passed.size(), end.get(), scanned, messages, !hadMessages);
  }

  private Optional<EndReason> endReason(
      Deque<SubscriberRecord> todo, int maxMessages, Instant until) {
    if (isSendingStopped()
        || conflicts.values().stream().anyMatch(count -> count > MAX_CONFLICTS)) {
      return Optional.of(EndReason.ABORTED);
    }
    if (todo.isEmpty()) {
      return Optional.of(EndReason.COMPLETED);
    }
    if (rulesChanged) {
      return Optional.of(EndReason.RULES_CHANGED);
    }
    if (outOfPermits) {
      return Optional.of(EndReason.NO_PERMITS);
    }
    boolean over = sent >= maxMessages || !clock.instant().isBefore(until);
    return over ? Optional.of(EndReason.LIMIT_REACHED) : Optional.empty();
  }

  private boolean isSendingStopped() {
    return done.values().stream().anyMatch(SubscriberDecision.Committed::sendingStopped);
  }

  /** Processes as many subscribers as there are permits for. */
  private void advance(Deque<SubscriberRecord> todo) throws InterruptedException {
    List<SubscriberDecision> decisions = decide(todo);
    int messageCount = decisions.stream().mapToInt(Batch::messageCount).sum();
    permits.acquireFor(messageCount);
    if (messageCount > 0 && !handOver.open(campaigns.rulesRevision())) {
      rulesChanged = true; // the permits stay in the pool for what is decided by the new rules
      return;
    }
    List<SubscriberDecision> affordable =
        decisions.stream().takeWhile(decision -> permits.trySpend(messageCount(decision))).toList();
    affordable.forEach(_ -> todo.removeFirst());
    commit(affordable).reversed().forEach(todo::addFirst);
  }

  private List<SubscriberDecision> decide(Deque<SubscriberRecord> todo) {
    Instant now = clock.instant();
    CandidateSelector selector = new CandidateSelector(campaigns, now);
    ShardState state = progress.state(Optional.empty());
    List<SubscriberDecision> decisions = new ArrayList<>();
    int planned = 0;
    for (SubscriberRecord record : todo) {
      if (planned >= permits.maxMessages()) {
        break;
      }
      SubscriberDecision decision = decide(record, selector.candidatesFor(record, state), now);
      planned += messageCount(decision);
      decisions.add(decision);
    }
    hadMessages |= planned > 0;
    return decisions;
  }

  /**
   * A scan skips the subscribers for whom its lead has nothing: other campaigns get to them in
   * turns of their own, and a small campaign must not do the work of a large one to get ahead.
   */
  private SubscriberDecision decide(SubscriberRecord record, Candidates candidates, Instant now) {
    if (scan.filter(one -> !candidates.includes(one.lead())).isPresent()) {
      Set<CampaignId> concerned =
          scanningCampaigns().stream().filter(candidates::includes).collect(Collectors.toSet());
      skipped.put(record.id(), concerned);
      return SubscriberDecision.skipped(record, campaigns.policy().revision(), now)
          .withUnreached(candidates.unreached());
    }
    skipped.remove(record.id());
    PlanningInput input =
        new PlanningInput(record.subscriber(), record.state(), campaigns.policy(), now);
    return processor.decide(input, candidates).withUnreached(unreached(candidates));
  }

  /** Only a scan counts them. */
  private List<Candidate> unreached(Candidates candidates) {
    return scan.isPresent() ? candidates.unreached() : List.of();
  }

  private static int messageCount(SubscriberDecision decision) {
    return decision.messages().size();
  }

  /** The result of committing a decision that there was a permit for. */
  private sealed interface CommitAttempt {
    record Committed(SubscriberDecision.Committed decision) implements CommitAttempt {}

    /** Another writer was first. */
    record Conflicted() implements CommitAttempt {}

    /**
     * SES throttled another message that left together, or the time to hand over has passed:
     * nothing was written or sent.
     */
    record NotAttempted() implements CommitAttempt {}
  }

  /** Commits decisions in parallel and returns the subscribers to decide for again. */
  private List<SubscriberRecord> commit(List<SubscriberDecision> decisions)
      throws InterruptedException {
    List<CommitAttempt> attempts = Parallel.map(executor, decisions, this::commit);
    permits.resetIfThrottled();
    List<SubscriberRecord> again = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      SubscriberRecord before = decisions.get(i).before();
      switch (attempts.get(i)) {
        case CommitAttempt.Committed(SubscriberDecision.Committed committed) -> count(committed);
        case CommitAttempt.Conflicted() -> {
          conflicts.merge(before.id(), 1, Integer::sum);
          again.add(processor.reload(before));
        }
        case CommitAttempt.NotAttempted() -> again.add(before);
      }
    }
    return again;
  }

  private CommitAttempt commit(SubscriberDecision decision) {
    if (messageCount(decision) > 0 && (permits.isThrottled() || !handOver.isOpen())) {
      return new CommitAttempt.NotAttempted();
    }
    Optional<SubscriberDecision.Committed> committed = processor.commit(decision, handOver::isOpen);
    committed.map(SubscriberDecision.Committed::throttledBy).ifPresent(permits::recordThrottling);
    return committed
        .<CommitAttempt>map(CommitAttempt.Committed::new)
        .orElseGet(CommitAttempt.Conflicted::new);
  }

  private void count(SubscriberDecision.Committed committed) {
    done.put(committed.decision().before().id(), committed);
    progress.record(committed);
    for (SubscriberDecision.OutgoingMessage message : committed.decision().messages()) {
      messages.merge(message.campaign(), 1, Integer::sum);
      sent++;
    }
  }

  private Set<CampaignId> scanned(List<SubscriberRecord> passed) {
    Set<CampaignId> scanned = new HashSet<>(scanningCampaigns());
    for (SubscriberRecord record : passed) {
      scanned.removeAll(skipped.getOrDefault(record.id(), Set.of()));
    }
    return scanned;
  }

  private Set<CampaignId> scanningCampaigns() {
    return scan.map(CampaignScan::campaignIds).orElse(Set.of());
  }
}
