package dev.sluice.core.feedback;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Parallel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works reports into standings: all of one subscriber's in one write, many subscribers in one
 * commit.
 *
 * <p>A commit that loses to another writer is tried anew from what is stored then, its subscribers
 * one by one, so that only the one who was written to is read again for nothing.
 */
public final class FeedbackService {

  /** Others write a standing rarely, so that losing this often means a fault. */
  private static final int MAX_ATTEMPTS = 5;

  private final FeedbackDependencies dependencies;

  /** Creates it. */
  public FeedbackService(FeedbackDependencies desk) {
    this.dependencies = desk;
  }

  /**
   * What became of reports.
   *
   * @param changed subscribers whose standing was written
   * @param unchanged subscribers for whom there was no news, and those who are not there
   * @param toRetry the subscribers of the reports that have to come again
   */
  public record Outcome(int changed, int unchanged, Set<SubscriberId> toRetry) {
    public Outcome {
      toRetry = Set.copyOf(toRetry);
    }
  }

  /**
   * Works reports in.
   *
   * @throws RuntimeException if the store fails; some may have been worked in, which does no harm
   *     when they come again
   */
  public Outcome process(List<SubscriberMailEvent> reports) throws InterruptedException {
    Map<SubscriberId, List<SubscriberMailEvent>> bySubscriber = new LinkedHashMap<>();
    reports.forEach(report ->
        bySubscriber.computeIfAbsent(report.subscriber(), _ -> new ArrayList<>()).add(report));
    Set<SubscriberId> todo = new LinkedHashSet<>(bySubscriber.keySet());
    int changed = 0;
    for (int attempt = 0; attempt < MAX_ATTEMPTS && !todo.isEmpty(); attempt++) {
      List<FeedbackUpdate> hearings = findUpdates(bySubscriber, List.copyOf(todo));
      Set<SubscriberId> lost = commit(hearings, attempt == 0 ? FeedbackStore.MAX_COMMIT : 1);
      changed += hearings.size() - lost.size();
      todo = lost;
    }
    return new Outcome(changed, bySubscriber.size() - changed - todo.size(), todo);
  }

  /** Reads subscribers side by side and returns the hearings that have to be written. */
  private List<FeedbackUpdate> findUpdates(
      Map<SubscriberId, List<SubscriberMailEvent>> reports, List<SubscriberId> ids)
      throws InterruptedException {
    Instant now = dependencies.now();
    return Parallel.map(dependencies.executor(), ids, id -> dependencies.store().find(id)).stream()
        .flatMap(Optional::stream)
        .map(record -> updateOf(record, reports.getOrDefault(record.id(), List.of()), now))
        .filter(hearing -> !hearing.isNoOp())
        .toList();
  }

  private FeedbackUpdate updateOf(
      SubscriberRecord record, List<SubscriberMailEvent> reports, Instant now) {
    FeedbackUpdate hearing = FeedbackUpdate.unchanged(record);
    for (SubscriberMailEvent report : reports) {
      hearing = hearing.applying(report, dependencies.limit(), now);
    }
    return hearing;
  }

  /** Commits hearings side by side, so many at a time, and returns the subscribers that lost. */
  private Set<SubscriberId> commit(List<FeedbackUpdate> hearings, int atOnce)
      throws InterruptedException {
    List<List<FeedbackUpdate>> commits = new ArrayList<>();
    for (int from = 0; from < hearings.size(); from += atOnce) {
      commits.add(hearings.subList(from, Math.min(from + atOnce, hearings.size())));
    }
    Set<SubscriberId> lost = new LinkedHashSet<>();
    Parallel.map(dependencies.executor(), commits, this::commit).forEach(lost::addAll);
    return lost;
  }

  private List<SubscriberId> commit(List<FeedbackUpdate> hearings) {
    Instant at = dependencies.now();
    if (dependencies.store().commit(hearings, at) == Commit.CONFLICT) {
      return hearings.stream().map(hearing -> hearing.before().id()).toList();
    }
    List<ConsentRecord> changes =
        hearings.stream().flatMap(hearing -> hearing.consentRecords(at).stream()).toList();
    hearings.stream()
        .filter(FeedbackUpdate::isDueEarlier)
        .map(hearing -> Shard.of(hearing.before().id()))
        .distinct()
        .forEach(dependencies.shards()::requestRevisit);
    if (!changes.isEmpty()) {
      dependencies.events().publish(changes.stream().map(DomainEvent::of).toList());
    }
    return List.of();
  }
}
