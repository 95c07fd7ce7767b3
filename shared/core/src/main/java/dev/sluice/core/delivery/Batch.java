package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.PlanningInput;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Visits subscribers in order, as fast as permits allow.
 *
 * <p>Visits are prepared for no more messages than may leave together, permits are taken for them,
 * and only then they are committed, side by side. What got no permit is prepared anew at a later
 * instant, since a plan is for the instant it was made for; what lost to another writer is read
 * anew.
 */
final class Batch {

  /**
   * The longest wait for permits; beyond it whoever comes later waits without being paid for it.
   */
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /** Times one subscriber's visit may lose to other writers before the batch stops. */
  private static final int MAX_CONFLICTS = 5;

  private final RunContext context;
  private final Optional<CampaignId> lead;
  private final Set<CampaignId> companions;
  private final Map<SubscriberId, Set<CampaignId>> skipped = new HashMap<>();
  private final Map<SubscriberId, CommittedDecision> done = new HashMap<>();
  private final Map<SubscriberId, Integer> conflicts = new HashMap<>();
  private final Map<CampaignId, Integer> messages = new HashMap<>();
  private int sent;
  private boolean prepared;
  private boolean outOfPermits;

  /** Why a batch ended. */
  enum EndReason {
    /** Everybody was visited. */
    COMPLETED,
    /** Enough was sent, or time was up. */
    LIMIT_REACHED,
    /** No permits are to be had for longer than the batch may wait. */
    NO_PERMITS,
    /** SES takes nothing for now, or a subscriber was lost to other writers too often. */
    ABORTED
  }

  /**
   * What a batch came to.
   *
   * @param processed how many subscribers, from the first on, are done. Some of the others may be
   *     done too: whoever visits them next will find them so
   * @param scanned the campaigns whose walk has come as far: the lead, and those along with it that
   *     had nothing for whom it passed by
   * @param messages how many messages were committed, by campaign
   * @param isEmpty whether nobody was to get a message
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

  /** Creates a batch of subscribers who are due. */
  Batch(RunContext shift) {
    this(shift, Optional.empty(), Set.of());
  }

  /**
   * Creates a batch of a campaign's walk.
   *
   * @param along the campaigns at the same place, the lead among them
   */
  Batch(RunContext shift, CampaignId lead, Set<CampaignId> along) {
    this(shift, Optional.of(lead), along);
  }

  private Batch(RunContext shift, Optional<CampaignId> lead, Set<CampaignId> along) {
    this.context = shift;
    this.lead = lead;
    this.companions = along;
  }

  /**
   * Visits the subscribers and counts what became of them.
   *
   * @param enough after how many messages to take up nobody more; those that leave together leave
   * @param until when to take up nobody more
   */
  Result process(List<SubscriberRecord> records, int enough, Instant until)
      throws InterruptedException {
    Deque<SubscriberRecord> todo = new ArrayDeque<>(records);
    Optional<EndReason> ending = endReason(todo, enough, until);
    while (ending.isEmpty()) {
      Optional<Instant> refilledAt = context.permits().nextRefill(context.dependencies().now());
      if (refilledAt.isPresent()) {
        awaitPermits(refilledAt.get(), until);
      } else {
        advance(todo);
      }
      ending = endReason(todo, enough, until);
    }
    List<SubscriberRecord> passed =
        records.stream().takeWhile(record -> done.containsKey(record.id())).toList();
    Set<CampaignId> walked = scanned(passed);
    countScanned(passed, walked);
    return new Result(passed.size(), ending.get(), walked, messages, !prepared);
  }

  private Optional<EndReason> endReason(Deque<SubscriberRecord> todo, int enough, Instant until) {
    if (isSendingStopped()
        || conflicts.values().stream().anyMatch(count -> count > MAX_CONFLICTS)) {
      return Optional.of(EndReason.ABORTED);
    }
    if (todo.isEmpty()) {
      return Optional.of(EndReason.COMPLETED);
    }
    if (outOfPermits) {
      return Optional.of(EndReason.NO_PERMITS);
    }
    boolean over = sent >= enough || !context.dependencies().now().isBefore(until);
    return over ? Optional.of(EndReason.LIMIT_REACHED) : Optional.empty();
  }

  /** Visits as many as there are permits for. */
  private void advance(Deque<SubscriberRecord> todo) throws InterruptedException {
    List<SubscriberDecision> visits = decide(todo);
    context.permits().acquireFor(visits.stream().mapToInt(Batch::messageCount).sum());
    List<SubscriberDecision> affordable =
        visits.stream()
            .takeWhile(visit -> context.permits().trySpend(messageCount(visit)))
            .toList();
    affordable.forEach(_ -> todo.removeFirst());
    commit(affordable).reversed().forEach(todo::addFirst);
  }

  private List<SubscriberDecision> decide(Deque<SubscriberRecord> todo) {
    Instant now = context.dependencies().now();
    CandidateSelector offers = new CandidateSelector(context.campaigns(), now);
    ShardState state = context.progress().state(Optional.empty());
    List<SubscriberDecision> visits = new ArrayList<>();
    int planned = 0;
    for (SubscriberRecord record : todo) {
      if (planned >= context.permits().maxMessages()) {
        break;
      }
      SubscriberDecision visit = decide(record, offers.candidatesFor(record, state), now);
      planned += messageCount(visit);
      visits.add(visit);
    }
    prepared |= planned > 0;
    return visits;
  }

  /**
   * A walk goes past whom its lead has nothing for: others will come for them in turns of their
   * own, and a small campaign must not do the work of a large one to get ahead.
   */
  private SubscriberDecision decide(SubscriberRecord record, Candidates offers, Instant now) {
    if (lead.filter(campaign -> !offers.includes(campaign)).isPresent()) {
      skipped.put(
          record.id(), companions.stream().filter(offers::includes).collect(Collectors.toSet()));
      return SubscriberDecision.skipped(record, context.campaigns().policy().revision(), now);
    }
    skipped.remove(record.id());
    PlanningInput situation =
        new PlanningInput(record.subscriber(), record.state(), context.campaigns().policy(), now);
    return context.processor().decide(situation, offers);
  }

  private static int messageCount(SubscriberDecision visit) {
    return visit.messages().size();
  }

  private void awaitPermits(Instant nextAt, Instant until) throws InterruptedException {
    outOfPermits = nextAt.isAfter(context.dependencies().now().plus(MAX_WAIT));
    if (!outOfPermits) {
      Instant turn = context.permits().staggeredStart(nextAt);
      context.dependencies().sleeper().sleepUntil(turn.isBefore(until) ? turn : until);
    }
  }

  /** What became of a visit that there was a permit for. */
  private sealed interface CommitAttempt {
    record Committed(CommittedDecision decision) implements CommitAttempt {}

    /** Somebody else wrote first. */
    record Conflicted() implements CommitAttempt {}

    /** SES throttled another of those that leave together: nothing was written or sent. */
    record NotAttempted() implements CommitAttempt {}
  }

  /** Commits visits side by side and returns those to be visited anew, who lost read anew. */
  private List<SubscriberRecord> commit(List<SubscriberDecision> visits)
      throws InterruptedException {
    List<CommitAttempt> committals =
        Parallel.map(context.dependencies().executor(), visits, this::commit);
    context.permits().resetIfThrottled();
    List<SubscriberRecord> anew = new ArrayList<>();
    for (int i = 0; i < visits.size(); i++) {
      SubscriberRecord before = visits.get(i).before();
      switch (committals.get(i)) {
        case CommitAttempt.Committed(CommittedDecision visited) -> count(visited);
        case CommitAttempt.Conflicted() -> anew.add(reload(before));
        case CommitAttempt.NotAttempted() -> anew.add(before);
      }
    }
    return anew;
  }

  private CommitAttempt commit(SubscriberDecision visit) {
    if (messageCount(visit) > 0 && context.permits().isThrottled()) {
      return new CommitAttempt.NotAttempted();
    }
    Optional<CommittedDecision> visited = context.processor().commit(visit);
    visited.map(CommittedDecision::throttledBy).ifPresent(context.permits()::recordThrottling);
    return visited
        .<CommitAttempt>map(CommitAttempt.Committed::new)
        .orElseGet(CommitAttempt.Conflicted::new);
  }

  private SubscriberRecord reload(SubscriberRecord before) {
    conflicts.merge(before.id(), 1, Integer::sum);
    return context.dependencies().subscribers().findIncludingErased(before.id()).orElse(before);
  }

  private void count(CommittedDecision visited) {
    SubscriberRecord before = visited.decision().before();
    done.put(before.id(), visited);
    context.progress().countTransitions(before.state(), visited.after());
    context.sentEvents().add(visited);
    for (SubscriberDecision.OutgoingMessage parcel : visited.decision().messages()) {
      messages.merge(parcel.campaign(), 1, Integer::sum);
      sent++;
    }
  }

  private boolean isSendingStopped() {
    return done.values().stream().anyMatch(CommittedDecision::sendingStopped);
  }

  private Set<CampaignId> scanned(List<SubscriberRecord> passed) {
    Set<CampaignId> walked = new HashSet<>(companions);
    for (SubscriberRecord record : passed) {
      walked.removeAll(skipped.getOrDefault(record.id(), Set.of()));
    }
    return walked;
  }

  private void countScanned(List<SubscriberRecord> passed, Set<CampaignId> walked) {
    for (SubscriberRecord record : passed) {
      CommittedDecision visited = Optional.ofNullable(done.get(record.id())).orElseThrow();
      context.progress().countScanned(visited.after(), visited.decision().plan(), walked);
    }
  }
}
