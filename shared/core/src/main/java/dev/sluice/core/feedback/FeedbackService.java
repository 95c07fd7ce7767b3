package dev.sluice.core.feedback;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.ConcurrentUpdateException;
import dev.sluice.core.support.Instants;
import dev.sluice.core.support.OptimisticLock;
import dev.sluice.core.support.Parallel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * Applies mail events to subscriber states: all events of one subscriber in one write, many
 * subscribers in one commit.
 *
 * <p>When a commit loses to another writer, its subscribers are read and committed one by one, so
 * that the other writer delays only the subscriber that it wrote.
 */
public final class FeedbackService {

  private final InstantSource clock;
  private final ExecutorService executor;
  private final SubscriberRepository repository;
  private final ShardStore shards;
  private final DomainEventPublisher events;
  private final SoftBounceLimit limit;

  /**
   * Creates a service over these stores.
   *
   * @param limit when an address that keeps bouncing is suppressed
   */
  public FeedbackService(
      InstantSource clock,
      ExecutorService executor,
      SubscriberRepository repository,
      ShardStore shards,
      DomainEventPublisher events,
      SoftBounceLimit limit) {
    this.clock = clock;
    this.executor = executor;
    this.repository = repository;
    this.shards = shards;
    this.events = events;
    this.limit = limit;
  }

  /**
   * The outcome of processing events.
   *
   * @param changed the number of subscribers whose state was written
   * @param unchanged the number of subscribers without a change, and of those that do not exist
   * @param toRetry the subscribers whose events have to be delivered again
   */
  public record Outcome(int changed, int unchanged, Set<SubscriberId> toRetry) {
    public Outcome {
      toRetry = Set.copyOf(toRetry);
    }
  }

  /** The outcome for one subscriber. */
  private enum Result {
    CHANGED,
    UNCHANGED,
    TO_RETRY
  }

  /**
   * Applies events.
   *
   * @throws RuntimeException if the store fails; some events may have been applied, which does no
   *     harm when they are delivered again
   */
  public Outcome process(List<SubscriberMailEvent> mailEvents) throws InterruptedException {
    Map<SubscriberId, List<SubscriberMailEvent>> bySubscriber = new LinkedHashMap<>();
    mailEvents.forEach(event ->
        bySubscriber.computeIfAbsent(event.subscriber(), _ -> new ArrayList<>()).add(event));
    List<FeedbackUpdate> updates = findUpdates(bySubscriber);
    Set<SubscriberId> lost = commitTogether(updates);
    List<SubscriberId> contended = List.copyOf(lost);
    List<Result> results =
        Parallel.map(
            executor, contended, id -> commitAlone(id, bySubscriber.getOrDefault(id, List.of())));
    Set<SubscriberId> toRetry = new LinkedHashSet<>();
    for (int i = 0; i < contended.size(); i++) {
      if (results.get(i) == Result.TO_RETRY) {
        toRetry.add(contended.get(i));
      }
    }
    int changed = updates.size() - lost.size() + Collections.frequency(results, Result.CHANGED);
    return new Outcome(changed, bySubscriber.size() - changed - toRetry.size(), toRetry);
  }

  /** Reads subscribers in parallel and returns the updates that have to be written. */
  private List<FeedbackUpdate> findUpdates(Map<SubscriberId, List<SubscriberMailEvent>> mailEvents)
      throws InterruptedException {
    return Parallel.map(
            executor,
            List.copyOf(mailEvents.entrySet()),
            entry -> findUpdate(entry.getKey(), entry.getValue()))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns the update of one subscriber, empty if nothing has to be written. */
  private Optional<FeedbackUpdate> findUpdate(
      SubscriberId id, List<SubscriberMailEvent> mailEvents) {
    Instant now = Instants.nowInMillis(clock);
    return repository
        .find(id)
        .map(record -> {
          FeedbackUpdate update = FeedbackUpdate.unchanged(record);
          for (SubscriberMailEvent event : EarlyFetches.prepare(mailEvents)) {
            update = update.applying(event, limit, now);
          }
          return update;
        })
        .filter(update -> !update.isNoOp());
  }

  /** Commits updates in parallel, many in one commit, and returns the subscribers that lost. */
  private Set<SubscriberId> commitTogether(List<FeedbackUpdate> updates)
      throws InterruptedException {
    List<List<FeedbackUpdate>> commits = new ArrayList<>();
    for (int from = 0; from < updates.size(); from += SubscriberRepository.MAX_COMMIT) {
      int to = Math.min(from + SubscriberRepository.MAX_COMMIT, updates.size());
      commits.add(updates.subList(from, to));
    }
    Set<SubscriberId> lost = new LinkedHashSet<>();
    List<Boolean> committed = Parallel.map(executor, commits, this::commit);
    for (int i = 0; i < commits.size(); i++) {
      if (!committed.get(i)) {
        commits.get(i).forEach(update -> lost.add(update.before().id()));
      }
    }
    return lost;
  }

  private Result commitAlone(SubscriberId id, List<SubscriberMailEvent> mailEvents) {
    try {
      return OptimisticLock.update("a subscriber's state", () -> tryCommitAlone(id, mailEvents));
    } catch (ConcurrentUpdateException e) {
      return Result.TO_RETRY;
    }
  }

  private Optional<Result> tryCommitAlone(SubscriberId id, List<SubscriberMailEvent> mailEvents) {
    Optional<FeedbackUpdate> update = findUpdate(id, mailEvents);
    if (update.isEmpty()) {
      return Optional.of(Result.UNCHANGED);
    }
    return commit(List.of(update.get())) ? Optional.of(Result.CHANGED) : Optional.empty();
  }

  /** Returns whether the updates are stored; if not, another writer came first. */
  private boolean commit(List<FeedbackUpdate> updates) {
    Instant at = Instants.nowInMillis(clock);
    List<StateUpdate> writes = updates.stream().map(update -> update.toWrite(at)).toList();
    if (repository.commitAll(writes) == Commit.CONFLICT) {
      return false;
    }
    updates.stream()
        .filter(FeedbackUpdate::isDueEarlier)
        .map(update -> Shard.of(update.before().id()))
        .distinct()
        .forEach(shards::requestRevisit);
    List<ConsentRecord> changes =
        writes.stream().flatMap(write -> write.consentRecords().stream()).toList();
    if (!changes.isEmpty()) {
      events.publish(changes.stream().map(DomainEvent::of).toList());
    }
    return true;
  }
}
