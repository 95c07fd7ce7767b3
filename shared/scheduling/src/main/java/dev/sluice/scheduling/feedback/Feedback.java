package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.delivery.Parallel;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberRecord;
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
public final class Feedback {

  /** Others write a standing rarely, so that losing this often means a fault. */
  private static final int MAX_ATTEMPTS = 5;

  private final FeedbackDesk desk;

  /** Creates it. */
  public Feedback(FeedbackDesk desk) {
    this.desk = desk;
  }

  /**
   * What became of reports.
   *
   * @param changed subscribers whose standing was written
   * @param unchanged subscribers for whom there was no news, and those who are not there
   * @param unheard the subscribers of the reports that have to come again
   */
  public record Outcome(int changed, int unchanged, Set<SubscriberId> unheard) {
    public Outcome {
      unheard = Set.copyOf(unheard);
    }
  }

  /**
   * Works reports in.
   *
   * @throws RuntimeException if the store fails; some may have been worked in, which does no harm
   *     when they come again
   */
  public Outcome hear(List<Report> reports) throws InterruptedException {
    Map<SubscriberId, List<Report>> bySubscriber = new LinkedHashMap<>();
    reports.forEach(report ->
        bySubscriber.computeIfAbsent(report.subscriber(), _ -> new ArrayList<>()).add(report));
    Set<SubscriberId> todo = new LinkedHashSet<>(bySubscriber.keySet());
    int changed = 0;
    for (int attempt = 0; attempt < MAX_ATTEMPTS && !todo.isEmpty(); attempt++) {
      List<Hearing> hearings = hearings(bySubscriber, List.copyOf(todo));
      Set<SubscriberId> lost = commit(hearings, attempt == 0 ? FeedbackStore.MAX_COMMIT : 1);
      changed += hearings.size() - lost.size();
      todo = lost;
    }
    return new Outcome(changed, bySubscriber.size() - changed - todo.size(), todo);
  }

  /** Reads subscribers side by side and returns the hearings that have to be written. */
  private List<Hearing> hearings(Map<SubscriberId, List<Report>> reports, List<SubscriberId> ids)
      throws InterruptedException {
    Instant now = desk.now();
    return Parallel.map(desk.executor(), ids, id -> desk.store().read(id)).stream()
        .flatMap(Optional::stream)
        .map(record -> hearing(record, reports.getOrDefault(record.id(), List.of()), now))
        .filter(hearing -> !hearing.isIdle())
        .toList();
  }

  private Hearing hearing(SubscriberRecord record, List<Report> reports, Instant now) {
    Hearing hearing = Hearing.of(record);
    for (Report report : reports) {
      hearing = hearing.with(report, desk.limit(), now);
    }
    return hearing;
  }

  /** Commits hearings side by side, so many at a time, and returns the subscribers that lost. */
  private Set<SubscriberId> commit(List<Hearing> hearings, int atOnce) throws InterruptedException {
    List<List<Hearing>> commits = new ArrayList<>();
    for (int from = 0; from < hearings.size(); from += atOnce) {
      commits.add(hearings.subList(from, Math.min(from + atOnce, hearings.size())));
    }
    Set<SubscriberId> lost = new LinkedHashSet<>();
    Parallel.map(desk.executor(), commits, this::commit).forEach(lost::addAll);
    return lost;
  }

  private List<SubscriberId> commit(List<Hearing> hearings) {
    Instant at = desk.now();
    if (desk.store().commit(hearings, at) == Commit.LOST) {
      return hearings.stream().map(hearing -> hearing.before().id()).toList();
    }
    List<ConsentRecord> changes =
        hearings.stream().flatMap(hearing -> hearing.changes(at).stream()).toList();
    hearings.stream()
        .filter(Hearing::isDueEarlier)
        .map(hearing -> Shard.of(hearing.before().id()))
        .distinct()
        .forEach(desk.shards()::nudge);
    if (!changes.isEmpty()) {
      desk.events().publish(changes.stream().map(DomainEvent::of).toList());
    }
    return List.of();
  }
}
