package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.visit.SendOutcome.Limit;
import dev.sluice.scheduling.visit.SubscriberRecord;
import dev.sluice.scheduling.visit.Visit;
import dev.sluice.scheduling.visit.Visited;
import dev.sluice.scheduling.visit.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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

  /** Messages that leave together: with some 10 ms a call, plenty for the highest rates. */
  private static final int MAX_MESSAGES = 100;

  /** Messages prepared when permits are short: what is planned and not permitted is in vain. */
  private static final int FEW_MESSAGES = 10;

  /**
   * The longest wait for permits; beyond it whoever comes later waits without being paid for it.
   */
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /** Times one subscriber's visit may lose to other writers before the batch stops. */
  private static final int MAX_LOSSES = 5;

  private final Workplace workplace;
  private final Visitor visitor;
  private final Agenda agenda;
  private final Tally tally;
  private final Set<CampaignId> walking;
  private final Map<SubscriberId, Visited> done = new HashMap<>();
  private final Map<SubscriberId, Integer> losses = new HashMap<>();
  private final Handovers handovers = new Handovers();
  private int most = MAX_MESSAGES;
  private int held;
  private boolean parked;

  /**
   * Creates a batch.
   *
   * @param walking the campaigns whose walk this batch is part of
   */
  Batch(Workplace workplace, Visitor visitor, Agenda agenda, Tally tally, Set<CampaignId> walking) {
    this.workplace = workplace;
    this.visitor = visitor;
    this.agenda = agenda;
    this.tally = tally;
    this.walking = walking;
  }

  /**
   * Visits the subscribers and counts what became of them.
   *
   * @param deadline when to stop taking up more
   * @return how many of them, from the first on, are done; fewer than all if time ran out, SES
   *     takes nothing for now, permits are parked, or one lost too often. Some of the others may be
   *     done too: the walk will find them so.
   */
  int visit(List<SubscriberRecord> records, Instant deadline) throws InterruptedException {
    Deque<SubscriberRecord> todo = new ArrayDeque<>(records);
    boolean stuck = false;
    while (!todo.isEmpty() && !stuck && !parked && workplace.now().isBefore(deadline)) {
      List<Visit> prepared = prepare(todo);
      Instant nextAt = takePermits(prepared);
      List<Visit> affordable = affordable(prepared);
      affordable.forEach(_ -> todo.removeFirst());
      List<SubscriberRecord> lost = commit(affordable);
      stuck = sendingHeld() || losses.values().stream().anyMatch(count -> count > MAX_LOSSES);
      lost.reversed().forEach(todo::addFirst);
      if (!todo.isEmpty() && !stuck) {
        await(nextAt, deadline);
      }
    }
    return countWalked(records);
  }

  /** Tells whether the batch ended because no permits are to be had for longer than it may wait. */
  boolean isParked() {
    return parked;
  }

  /** Returns the events that tell of what was handed over, once each. */
  List<DomainEvent> events() {
    return handovers.drain(workplace.now());
  }

  private List<Visit> prepare(Deque<SubscriberRecord> todo) {
    Instant now = workplace.now();
    OfferBook offers = new OfferBook(agenda, now);
    ShardState state = tally.state(Optional.empty());
    List<Visit> prepared = new ArrayList<>();
    int messages = 0;
    for (SubscriberRecord record : todo) {
      if (messages >= most) {
        break;
      }
      Situation situation =
          new Situation(record.subscriber(), record.standing(), agenda.policy(), now);
      Visit visit = visitor.prepare(situation, offers.offersFor(record, state));
      messages += visit.parcels().size();
      prepared.add(visit);
    }
    return prepared;
  }

  /**
   * Takes the permits that the visits' messages lack, and learns from it how many to prepare next.
   *
   * @return when to ask for more, not later than now if there are some left
   */
  private Instant takePermits(List<Visit> prepared) {
    int wanted = prepared.stream().mapToInt(Batch::messages).sum() - held;
    if (wanted <= 0) {
      return workplace.now();
    }
    RatePermits.Grant grant = workplace.permits().take(wanted);
    held += grant.granted();
    most = Math.clamp(2L * grant.granted(), FEW_MESSAGES, MAX_MESSAGES);
    return grant.nextAt();
  }

  /**
   * Returns the first visits that the permits in hand suffice for, and spends those permits.
   *
   * <p>What is left is less than the next visit needs, and is held for it: a visit of two messages
   * must get past a rate that grants one at a time.
   */
  private List<Visit> affordable(List<Visit> prepared) {
    List<Visit> affordable = new ArrayList<>();
    for (Visit visit : prepared) {
      if (messages(visit) > held) {
        break;
      }
      held -= messages(visit);
      affordable.add(visit);
    }
    return affordable;
  }

  private static int messages(Visit visit) {
    return visit.parcels().size();
  }

  private void await(Instant nextAt, Instant deadline) throws InterruptedException {
    parked = nextAt.isAfter(workplace.now().plus(MAX_WAIT));
    if (!parked) {
      workplace.pauses().until(nextAt.isBefore(deadline) ? nextAt : deadline);
    }
  }

  /** Commits visits side by side and returns those that lost to another writer, read anew. */
  private List<SubscriberRecord> commit(List<Visit> visits) throws InterruptedException {
    List<Optional<Visited>> results = Parallel.map(workplace.executor(), visits, visitor::commit);
    heed(results);
    List<SubscriberRecord> lost = new ArrayList<>();
    for (int i = 0; i < visits.size(); i++) {
      SubscriberRecord before = visits.get(i).before();
      Optional<Visited> visited = results.get(i);
      if (visited.isPresent()) {
        done.put(before.id(), visited.get());
        tally.countMoves(before.standing(), visited.get().after());
        handovers.add(visited.get());
      } else {
        losses.merge(before.id(), 1, Integer::sum);
        lost.add(workplace.standings().read(before.id()).orElse(before));
      }
    }
    return lost;
  }

  /** Tells the permits what SES throttled all the same, and goes on in small steps. */
  private void heed(List<Optional<Visited>> results) {
    Set<Limit> limits =
        results.stream()
            .flatMap(Optional::stream)
            .flatMap(visited -> visited.throttledBy().stream())
            .collect(Collectors.toUnmodifiableSet());
    if (!limits.isEmpty()) {
      limits.forEach(workplace.permits()::throttled);
      most = FEW_MESSAGES;
    }
  }

  private boolean sendingHeld() {
    return done.values().stream().anyMatch(Visited::sendingHeld);
  }

  private int countWalked(List<SubscriberRecord> records) {
    int count = 0;
    while (count < records.size() && done.containsKey(records.get(count).id())) {
      Visited visited = Optional.ofNullable(done.get(records.get(count).id())).orElseThrow();
      tally.countWalked(visited.after(), visited.visit().plan(), walking);
      count++;
    }
    return count;
  }
}
