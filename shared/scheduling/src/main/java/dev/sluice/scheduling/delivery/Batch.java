package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.visit.Offers;
import dev.sluice.scheduling.visit.SubscriberRecord;
import dev.sluice.scheduling.visit.Visit;
import dev.sluice.scheduling.visit.Visited;
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
  private static final int MAX_LOSSES = 5;

  private final Shift shift;
  private final Optional<CampaignId> lead;
  private final Set<CampaignId> along;
  private final Map<SubscriberId, Set<CampaignId>> missed = new HashMap<>();
  private final Map<SubscriberId, Visited> done = new HashMap<>();
  private final Map<SubscriberId, Integer> losses = new HashMap<>();
  private final Map<CampaignId, Integer> messages = new HashMap<>();
  private int sent;
  private boolean prepared;
  private boolean parked;

  /** Why a batch ended. */
  enum Ending {
    /** Everybody was visited. */
    WHOLE,
    /** Enough was sent, or time was up. */
    ENOUGH,
    /** No permits are to be had for longer than the batch may wait. */
    PARKED,
    /** SES takes nothing for now, or a subscriber was lost to other writers too often. */
    STUCK
  }

  /**
   * What a batch came to.
   *
   * @param passed how many subscribers, from the first on, are done. Some of the others may be done
   *     too: whoever visits them next will find them so
   * @param walked the campaigns whose walk has come as far: the lead, and those along with it that
   *     had nothing for whom it passed by
   * @param messages how many messages were committed, by campaign
   * @param isEmpty whether nobody was to get a message
   */
  record Result(
      int passed,
      Ending ending,
      Set<CampaignId> walked,
      Map<CampaignId, Integer> messages,
      boolean isEmpty) {

    Result {
      walked = Set.copyOf(walked);
      messages = Map.copyOf(messages);
    }

    /** Returns how many messages were committed in all. */
    int sent() {
      return messages.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Creates a batch of subscribers who are due. */
  Batch(Shift shift) {
    this(shift, Optional.empty(), Set.of());
  }

  /**
   * Creates a batch of a campaign's walk.
   *
   * @param along the campaigns at the same place, the lead among them
   */
  Batch(Shift shift, CampaignId lead, Set<CampaignId> along) {
    this(shift, Optional.of(lead), along);
  }

  private Batch(Shift shift, Optional<CampaignId> lead, Set<CampaignId> along) {
    this.shift = shift;
    this.lead = lead;
    this.along = along;
  }

  /**
   * Visits the subscribers and counts what became of them.
   *
   * @param enough after how many messages to take up nobody more; those that leave together leave
   * @param until when to take up nobody more
   */
  Result visit(List<SubscriberRecord> records, int enough, Instant until)
      throws InterruptedException {
    Deque<SubscriberRecord> todo = new ArrayDeque<>(records);
    Optional<Ending> ending = ending(todo, enough, until);
    while (ending.isEmpty()) {
      Optional<Instant> refilledAt = shift.purse().refilledAt(shift.workplace().now());
      if (refilledAt.isPresent()) {
        await(refilledAt.get(), until);
      } else {
        advance(todo);
      }
      ending = ending(todo, enough, until);
    }
    List<SubscriberRecord> passed =
        records.stream().takeWhile(record -> done.containsKey(record.id())).toList();
    Set<CampaignId> walked = walked(passed);
    countWalked(passed, walked);
    return new Result(passed.size(), ending.get(), walked, messages, !prepared);
  }

  private Optional<Ending> ending(Deque<SubscriberRecord> todo, int enough, Instant until) {
    if (isHeld() || losses.values().stream().anyMatch(count -> count > MAX_LOSSES)) {
      return Optional.of(Ending.STUCK);
    }
    if (todo.isEmpty()) {
      return Optional.of(Ending.WHOLE);
    }
    if (parked) {
      return Optional.of(Ending.PARKED);
    }
    boolean over = sent >= enough || !shift.workplace().now().isBefore(until);
    return over ? Optional.of(Ending.ENOUGH) : Optional.empty();
  }

  /** Visits as many as there are permits for. */
  private void advance(Deque<SubscriberRecord> todo) throws InterruptedException {
    List<Visit> visits = prepare(todo);
    shift.purse().fill(visits.stream().mapToInt(Batch::messages).sum());
    List<Visit> affordable =
        visits.stream().takeWhile(visit -> shift.purse().spend(messages(visit))).toList();
    affordable.forEach(_ -> todo.removeFirst());
    commit(affordable).reversed().forEach(todo::addFirst);
  }

  private List<Visit> prepare(Deque<SubscriberRecord> todo) {
    Instant now = shift.workplace().now();
    OfferBook offers = new OfferBook(shift.agenda(), now);
    ShardState state = shift.tally().state(Optional.empty());
    List<Visit> visits = new ArrayList<>();
    int planned = 0;
    for (SubscriberRecord record : todo) {
      if (planned >= shift.purse().most()) {
        break;
      }
      Visit visit = prepare(record, offers.offersFor(record, state), now);
      planned += messages(visit);
      visits.add(visit);
    }
    prepared |= planned > 0;
    return visits;
  }

  /**
   * A walk goes past whom its lead has nothing for: others will come for them in turns of their
   * own, and a small campaign must not do the work of a large one to get ahead.
   */
  private Visit prepare(SubscriberRecord record, Offers offers, Instant now) {
    if (lead.filter(campaign -> !offers.concern(campaign)).isPresent()) {
      missed.put(record.id(), along.stream().filter(offers::concern).collect(Collectors.toSet()));
      return Visit.inPassing(record, shift.agenda().policy().revision(), now);
    }
    missed.remove(record.id());
    Situation situation =
        new Situation(record.subscriber(), record.standing(), shift.agenda().policy(), now);
    return shift.visitor().prepare(situation, offers);
  }

  private static int messages(Visit visit) {
    return visit.parcels().size();
  }

  private void await(Instant nextAt, Instant until) throws InterruptedException {
    parked = nextAt.isAfter(shift.workplace().now().plus(MAX_WAIT));
    if (!parked) {
      Instant turn = shift.purse().turnAfter(nextAt);
      shift.workplace().pauses().until(turn.isBefore(until) ? turn : until);
    }
  }

  /** What became of a visit that there was a permit for. */
  private sealed interface Committal {
    record Done(Visited visited) implements Committal {}

    /** Somebody else wrote first. */
    record Lost() implements Committal {}

    /** SES throttled another of those that leave together: nothing was written or sent. */
    record Spared() implements Committal {}
  }

  /** Commits visits side by side and returns those to be visited anew, who lost read anew. */
  private List<SubscriberRecord> commit(List<Visit> visits) throws InterruptedException {
    List<Committal> committals = Parallel.map(shift.workplace().executor(), visits, this::commit);
    shift.purse().settle();
    List<SubscriberRecord> anew = new ArrayList<>();
    for (int i = 0; i < visits.size(); i++) {
      SubscriberRecord before = visits.get(i).before();
      switch (committals.get(i)) {
        case Committal.Done(Visited visited) -> count(visited);
        case Committal.Lost() -> anew.add(lost(before));
        case Committal.Spared() -> anew.add(before);
      }
    }
    return anew;
  }

  private Committal commit(Visit visit) {
    if (messages(visit) > 0 && shift.purse().isThrottled()) {
      return new Committal.Spared();
    }
    Optional<Visited> visited = shift.visitor().commit(visit);
    visited.map(Visited::throttledBy).ifPresent(shift.purse()::heed);
    return visited.<Committal>map(Committal.Done::new).orElseGet(Committal.Lost::new);
  }

  private SubscriberRecord lost(SubscriberRecord before) {
    losses.merge(before.id(), 1, Integer::sum);
    return shift.workplace().standings().readForVisit(before.id()).orElse(before);
  }

  private void count(Visited visited) {
    SubscriberRecord before = visited.visit().before();
    done.put(before.id(), visited);
    shift.tally().countMoves(before.standing(), visited.after());
    shift.handovers().add(visited);
    for (Visit.Parcel parcel : visited.visit().parcels()) {
      messages.merge(parcel.campaign(), 1, Integer::sum);
      sent++;
    }
  }

  private boolean isHeld() {
    return done.values().stream().anyMatch(Visited::sendingHeld);
  }

  private Set<CampaignId> walked(List<SubscriberRecord> passed) {
    Set<CampaignId> walked = new HashSet<>(along);
    for (SubscriberRecord record : passed) {
      walked.removeAll(missed.getOrDefault(record.id(), Set.of()));
    }
    return walked;
  }

  private void countWalked(List<SubscriberRecord> passed, Set<CampaignId> walked) {
    for (SubscriberRecord record : passed) {
      Visited visited = Optional.ofNullable(done.get(record.id())).orElseThrow();
      shift.tally().countWalked(visited.after(), visited.visit().plan(), walked);
    }
  }
}
