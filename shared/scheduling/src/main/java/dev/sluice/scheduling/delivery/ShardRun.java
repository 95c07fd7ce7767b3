package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.ShardWorker.RunResult;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.visit.SubscriberRecord;
import dev.sluice.scheduling.visit.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of a worker on a shard, from taking the lease to giving it back. */
final class ShardRun {

  /** Subscribers read at once: about the 1 MB of a page, and a second's work at high rates. */
  private static final int PAGE_SIZE = 500;

  /** Due subscribers taken up at once. */
  private static final int DUE_SIZE = 100;

  /** How soon a pause, a cancellation or a new campaign reaches a running worker. */
  private static final Duration AGENDA_LIFE = Duration.ofSeconds(30);

  /** How long a batch may wait for permits before it is checkpointed: well within the lease. */
  private static final Duration BATCH_LIFE = Duration.ofSeconds(30);

  private final Workplace workplace;
  private final String holder;
  private final Shard shard;
  private final Tally tally;
  private final Optional<Instant> knownDue;
  private final Set<SubscriberId> visitedDue = new HashSet<>();
  private Agenda agenda;
  private Visitor visitor;
  private Instant agendaReadAt;

  ShardRun(Workplace workplace, Lease lease, Instant now) {
    this.workplace = workplace;
    this.holder = lease.holder();
    this.shard = lease.state().shard();
    this.agenda = workplace.board().read();
    this.visitor = visitor(workplace, agenda);
    this.agendaReadAt = now;
    this.knownDue = lease.state().nextDueAt();
    this.tally = new Tally(Inheritance.of(lease, agenda, now));
  }

  RunResult work(Instant deadline) throws InterruptedException {
    while (workplace.now().isBefore(deadline)) {
      refreshAgenda();
      Step step = step(deadline);
      switch (step) {
        case IDLE -> {
          return release(RunResult.DONE);
        }
        case STOPPED -> {
          return release(RunResult.OUT_OF_TIME);
        }
        case PARKED -> {
          return release(RunResult.PARKED);
        }
        case MOVED -> {
          Instant now = workplace.now();
          // Not yet known when the shard is due next: whoever comes after a crash must look.
          ShardState state = tally.state(Optional.of(now));
          if (!workplace.shards().checkpoint(holder, state, now, now.plus(ShardWorker.LEASE))) {
            return RunResult.LEASED_ELSEWHERE;
          }
        }
      }
    }
    return release(RunResult.OUT_OF_TIME);
  }

  private enum Step {
    IDLE,
    MOVED,
    PARKED,
    STOPPED
  }

  private Step step(Instant deadline) throws InterruptedException {
    List<SubscriberId> due =
        workplace.audience().due(shard, workplace.now(), DUE_SIZE).stream()
            .filter(visitedDue::add)
            .toList();
    if (!due.isEmpty()) {
      return visitDue(due, deadline);
    }
    Optional<Walk> walk = Walk.heaviest(agenda, tally, workplace.now());
    return walk.isPresent() ? walk(walk.get(), deadline) : Step.IDLE;
  }

  private Step visitDue(List<SubscriberId> due, Instant deadline) throws InterruptedException {
    List<SubscriberRecord> records = readAll(due);
    Instant stop = batchEnd(deadline);
    Batch batch = batch(Set.of());
    int visited = batch.visit(records, stop);
    return step(batch, visited == records.size(), stop);
  }

  private Step walk(Walk walk, Instant deadline) throws InterruptedException {
    walk.items().forEach(tally::begin);
    Audience.Page page = workplace.audience().page(shard, walk.from(), PAGE_SIZE);
    Set<CampaignId> walking =
        walk.items().stream().map(Agenda.Item::id).collect(Collectors.toUnmodifiableSet());
    Instant stop = batchEnd(deadline);
    Batch batch = batch(walking);
    int visited = batch.visit(page.records(), stop);
    Cursor reached = reached(walk, page, visited);
    walk.items().forEach(item -> tally.advance(item, reached));
    return step(batch, visited == page.records().size(), stop);
  }

  private static Cursor reached(Walk walk, Audience.Page page, int visited) {
    if (visited == page.records().size()) {
      return page.end();
    }
    return visited == 0 ? walk.from() : new Cursor.After(page.records().get(visited - 1).id());
  }

  /** A batch that ended early for another reason than time has a subscriber it cannot get past. */
  private Step step(Batch batch, boolean whole, Instant stop) {
    List<DomainEvent> events = batch.events();
    if (!events.isEmpty()) {
      workplace.events().publish(events);
    }
    if (batch.isParked() && !whole) {
      return Step.PARKED;
    }
    return whole || !workplace.now().isBefore(stop) ? Step.MOVED : Step.STOPPED;
  }

  private Instant batchEnd(Instant deadline) {
    Instant end = workplace.now().plus(BATCH_LIFE);
    return end.isBefore(deadline) ? end : deadline;
  }

  private Batch batch(Set<CampaignId> walking) {
    return new Batch(workplace, visitor, agenda, tally, walking);
  }

  private List<SubscriberRecord> readAll(List<SubscriberId> ids) throws InterruptedException {
    return Parallel.map(workplace.executor(), ids, id -> workplace.standings().read(id)).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private void refreshAgenda() {
    Instant now = workplace.now();
    if (!now.isBefore(agendaReadAt.plus(AGENDA_LIFE))) {
      agenda = workplace.board().read();
      visitor = visitor(workplace, agenda);
      agendaReadAt = now;
      visitedDue.clear(); // whom the index named in vain before may be due again by now
    }
  }

  private static Visitor visitor(Workplace workplace, Agenda agenda) {
    return new Visitor(workplace.standings(), workplace.mailrooms().of(agenda));
  }

  private RunResult release(RunResult result) {
    Instant now = workplace.now();
    boolean kept = workplace.shards().release(holder, tally.state(nextDueAt(now)), now);
    return kept ? result : RunResult.LEASED_ELSEWHERE;
  }

  /**
   * The index lags behind, so what this run wrote and what earlier runs knew count too; too early
   * an instant costs a visit in vain, too late a one would delay mail.
   */
  private Optional<Instant> nextDueAt(Instant now) {
    return Stream.of(
            workplace.audience().nextDueAt(shard),
            tally.earliestDue().filter(now::isBefore),
            knownDue.filter(now::isBefore))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }
}
