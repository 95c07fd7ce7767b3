package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.ShardWorker.RunResult;
import dev.sluice.scheduling.delivery.Turns.Party;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** One run of a worker on a shard, from taking the lease to giving it back. */
final class ShardRun {

  /** How soon a pause, a cancellation or a new campaign reaches a running worker. */
  private static final Duration AGENDA_LIFE = Duration.ofSeconds(30);

  /**
   * How long a turn may last. A run of {@link #RUN} has five of them, so that several campaigns get
   * their share of a run even where permits are few.
   */
  private static final Duration TURN = Duration.ofSeconds(2);

  /**
   * Messages after which to store a checkpoint. What leaves together still leaves, so a worker that
   * vanishes leaves at most 250 unconfirmed, and what the last subscriber got beyond one.
   */
  private static final int CHECKPOINT_MESSAGES = 250 - Purse.MAX_MESSAGES;

  /** How long what was done may go unstored: well within the lease. */
  private static final Duration CHECKPOINT_LIFE = Duration.ofSeconds(30);

  /**
   * What a run may do while another shard waits for a worker: at least so long and so many
   * messages. Where permits are few, some workers get most of them, since those that are refused
   * ask less often; counted by time alone, a shard would have its turn without sending anything.
   * With 25 messages each of 64 shards has its turn within some 150 s at 14/s, however many workers
   * there are. Changing shards takes a fraction of a second and reads a page or two: 2 % of the
   * time, and 1 % of what sending costs.
   */
  private static final Duration RUN = Duration.ofSeconds(10);

  private static final int RUN_MESSAGES = 25;

  /** How long a run may go on, whatever it has sent, while another shard waits for a worker. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * How long a shard rests at most where permits are parked: so soon is a raised quota noticed, at
   * six runs an hour that are in vain.
   */
  private static final Duration MAX_PARK = Duration.ofMinutes(10);

  private final Workplace workplace;
  private final String holder;
  private final Shard shard;
  private final Optional<Instant> knownDue;
  private final DueLine due;
  private final ReadAhead readAhead;
  private final Turns turns;
  private final Instant began;
  private Shift shift;
  private Instant storedAt;
  private Instant lookAt;
  private int unstored;
  private int sent;

  ShardRun(Workplace workplace, Lease lease, Instant now) {
    this.workplace = workplace;
    this.holder = lease.holder();
    this.shard = lease.state().shard();
    this.knownDue = lease.state().nextDueAt();
    this.due = new DueLine(workplace, shard);
    this.readAhead = new ReadAhead(workplace, shard);
    SplittableRandom random = new SplittableRandom(lots(shard, now));
    this.turns = new Turns(random.split());
    this.shift = Shift.first(workplace, lease, now, random);
    this.began = now;
    this.storedAt = now;
    this.lookAt = now.plus(RUN);
  }

  RunResult work(Instant deadline) throws InterruptedException {
    while (workplace.now().isBefore(deadline)) {
      beginShift();
      List<SubscriberRecord> upcoming = due.upcoming();
      List<Agenda.Item> open = Walk.open(shift.agenda(), shift.tally(), workplace.now());
      Optional<Party> party = turns.next(open, !upcoming.isEmpty());
      if (party.isEmpty()) {
        return release(RunResult.DONE);
      }
      Instant until = earlier(workplace.now().plus(TURN), deadline);
      Batch.Result result =
          switch (party.get()) {
            case Party.Due _ -> visitDue(upcoming, until);
            case Party.Walking(var campaign) ->
                walk(campaign, Walk.of(campaign, open, shift.tally()), until);
          };
      turns.settle(party.get(), result, shift.agenda());
      Optional<RunResult> end = afterTurn(result);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return release(RunResult.OUT_OF_TIME);
  }

  private Batch.Result visitDue(List<SubscriberRecord> upcoming, Instant until)
      throws InterruptedException {
    Batch.Result result = new Batch(shift).visit(upcoming, enough(), until);
    due.passed(result.passed());
    return result;
  }

  private Batch.Result walk(CampaignId lead, Walk walk, Instant until) throws InterruptedException {
    walk.items().forEach(shift.tally()::begin);
    ReadAhead.Stretch stretch = readAhead.from(walk.from());
    Batch.Result result =
        new Batch(shift, lead, walk.campaigns()).visit(stretch.records(), enough(), until);
    Cursor reached = readAhead.passed(stretch, result.passed());
    walk.items().stream()
        .filter(item -> result.walked().contains(item.id()))
        .forEach(item -> shift.tally().advance(item, reached));
    return result;
  }

  /** A turn is as many messages as leave together, fewer where permits are few. */
  private int enough() {
    return Math.min(shift.purse().most(), CHECKPOINT_MESSAGES - unstored);
  }

  private Optional<RunResult> afterTurn(Batch.Result result) {
    unstored += result.sent();
    sent += result.sent();
    return switch (result.ending()) {
      case PARKED -> Optional.of(park());
      case STUCK -> Optional.of(release(RunResult.OUT_OF_TIME));
      case WHOLE, ENOUGH -> {
        if (!checkpoint()) {
          yield Optional.of(RunResult.LEASED_ELSEWHERE);
        }
        yield othersWait() ? Optional.of(release(RunResult.YIELDED)) : Optional.empty();
      }
    };
  }

  /** Stores what was done if it is time to; false if the lease is lost. */
  private boolean checkpoint() {
    Instant now = workplace.now();
    if (unstored < CHECKPOINT_MESSAGES && now.isBefore(storedAt.plus(CHECKPOINT_LIFE))) {
      return true;
    }
    publish(now);
    unstored = 0;
    storedAt = now;
    // Not yet known when the shard is due next: whoever comes after a crash must look.
    ShardState state = shift.tally().state(Optional.of(now));
    return workplace.shards().checkpoint(holder, state, now, now.plus(ShardWorker.LEASE));
  }

  private boolean othersWait() {
    Instant now = workplace.now();
    boolean hadItsTurn = sent >= RUN_MESSAGES || !now.isBefore(began.plus(PATIENCE));
    if (!hadItsTurn || now.isBefore(lookAt)) {
      return false;
    }
    lookAt = now.plus(RUN);
    return workplace.shards().glance().stream().anyMatch(glance -> glance.waitsAt(now));
  }

  private void beginShift() {
    Instant now = workplace.now();
    if (!now.isBefore(shift.readAt().plus(AGENDA_LIFE))) {
      shift = shift.next(now);
      due.beginAnew();
    }
  }

  private void publish(Instant now) {
    List<DomainEvent> events = shift.handovers().drain(now);
    if (!events.isEmpty()) {
      workplace.events().publish(events);
    }
  }

  /** Gives the shard back as if a worker were called already, until there are permits again. */
  private RunResult park() {
    RunResult result = release(RunResult.PARKED);
    Instant now = workplace.now();
    Instant latest = now.plus(MAX_PARK);
    Instant until = shift.purse().refilledAt(now).orElse(latest);
    boolean unused = workplace.shards().summon(shard, now, earlier(until, latest));
    return result;
  }

  private RunResult release(RunResult result) {
    Instant now = workplace.now();
    publish(now);
    ShardState state = shift.tally().state(nextDueAt(now));
    return workplace.shards().release(holder, state, now) ? result : RunResult.LEASED_ELSEWHERE;
  }

  /**
   * The index lags behind, so what this run wrote and what earlier runs knew count too; too early
   * an instant costs a visit in vain, too late a one would delay mail.
   */
  private Optional<Instant> nextDueAt(Instant now) {
    return Stream.of(
            workplace.audience().nextDueAt(shard),
            shift.tally().earliestDue().filter(now::isBefore),
            knownDue.filter(now::isBefore))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /**
   * A seed that no other run has, since a shard has one run at a time; and the same one when the
   * same shards are worked at the same instants, so that a simulation can be repeated.
   */
  private static long lots(Shard shard, Instant began) {
    return began.toEpochMilli() * Shard.COUNT + shard.number();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
