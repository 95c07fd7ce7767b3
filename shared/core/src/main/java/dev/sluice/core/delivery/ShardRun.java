package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.delivery.CampaignRotation.WorkSource;
import dev.sluice.core.delivery.ShardWorker.RunResult;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.Lease;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.SubscriberRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** One run of a worker on a shard, from taking the lease to giving it back. */
final class ShardRun {

  /** How soon a pause, a cancellation or a new campaign reaches a running worker. */
  private static final Duration CAMPAIGNS_MAX_AGE = Duration.ofSeconds(30);

  /**
   * How long a turn may last. A run of {@link #MIN_RUN} has five of them, so that several campaigns
   * get their share of a run even where permits are few.
   */
  private static final Duration MAX_TURN = Duration.ofSeconds(2);

  /**
   * Messages after which to store a checkpoint. What leaves together still leaves, so a worker that
   * vanishes leaves at most 250 unconfirmed, and what the last subscriber got beyond one.
   */
  private static final int CHECKPOINT_MESSAGES = 250 - PermitPool.MAX_MESSAGES;

  /** How long what was done may go unstored: well within the lease. */
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(30);

  /**
   * What a run may do while another shard waits for a worker: at least so long and so many
   * messages. Where permits are few, some workers get most of them, since those that are refused
   * ask less often; counted by time alone, a shard would have its turn without sending anything.
   * With 25 messages each of 64 shards has its turn within some 150 s at 14/s, however many workers
   * there are. Changing shards takes a fraction of a second and reads a page or two: 2 % of the
   * time, and 1 % of what sending costs.
   */
  private static final Duration MIN_RUN = Duration.ofSeconds(10);

  private static final int MIN_RUN_MESSAGES = 25;

  /** How long a run may go on, whatever it has sent, while another shard waits for a worker. */
  private static final Duration MAX_RUN = Duration.ofSeconds(60);

  /**
   * How long a shard rests at most where permits are parked: so soon is a raised quota noticed, at
   * six runs an hour that are in vain.
   */
  private static final Duration MAX_PARK_DURATION = Duration.ofMinutes(10);

  private final WorkerDependencies dependencies;
  private final String holder;
  private final Shard shard;
  private final Optional<Instant> knownDue;
  private final DueSubscribers dueSubscribers;
  private final PageBuffer pageBuffer;
  private final CampaignRotation rotation;
  private final Instant startedAt;
  private RunContext context;
  private Instant storedAt;
  private Instant nextYieldCheck;
  private int uncheckpointed;
  private int sent;

  ShardRun(WorkerDependencies workplace, Lease lease, Instant now) {
    this.dependencies = workplace;
    this.holder = lease.holder();
    this.shard = lease.state().shard();
    this.knownDue = lease.state().nextDueAt();
    this.dueSubscribers = new DueSubscribers(workplace, shard);
    this.pageBuffer = new PageBuffer(workplace, shard);
    SplittableRandom random = new SplittableRandom(randomSeed(shard, now));
    this.rotation = new CampaignRotation(random.split());
    this.context = RunContext.start(workplace, lease, now, random);
    this.startedAt = now;
    this.storedAt = now;
    this.nextYieldCheck = now.plus(MIN_RUN);
  }

  RunResult work(Instant deadline) throws InterruptedException {
    while (dependencies.now().isBefore(deadline)) {
      refreshContext();
      List<SubscriberRecord> upcoming = dueSubscribers.upcoming();
      List<ActiveCampaigns.ActiveCampaign> open =
          CampaignScan.openCampaigns(context.campaigns(), context.progress(), dependencies.now());
      Optional<WorkSource> party = rotation.next(open, !upcoming.isEmpty());
      if (party.isEmpty()) {
        return release(RunResult.DONE);
      }
      Instant until = earlier(dependencies.now().plus(MAX_TURN), deadline);
      Batch.Result result =
          switch (party.get()) {
            case WorkSource.Due _ -> processDue(upcoming, until);
            case WorkSource.Scanning(var campaign) ->
                scan(
                    campaign, CampaignScan.startingWith(campaign, open, context.progress()), until);
          };
      rotation.charge(party.get(), result, context.campaigns());
      Optional<RunResult> end = afterTurn(result);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return release(RunResult.OUT_OF_TIME);
  }

  private Batch.Result processDue(List<SubscriberRecord> upcoming, Instant until)
      throws InterruptedException {
    Batch.Result result = new Batch(context).process(upcoming, messageLimit(), until);
    dueSubscribers.markProcessed(result.processed());
    return result;
  }

  private Batch.Result scan(CampaignId lead, CampaignScan walk, Instant until)
      throws InterruptedException {
    walk.activeCampaigns().forEach(context.progress()::begin);
    PageBuffer.BufferedPage stretch = pageBuffer.pageAt(walk.position());
    Batch.Result result =
        new Batch(context, lead, walk.campaignIds())
            .process(stretch.records(), messageLimit(), until);
    Cursor reached = pageBuffer.advance(stretch, result.processed());
    walk.activeCampaigns().stream()
        .filter(item -> result.scanned().contains(item.id()))
        .forEach(item -> context.progress().advance(item, reached));
    return result;
  }

  /** A turn is as many messages as leave together, fewer where permits are few. */
  private int messageLimit() {
    return Math.min(context.permits().maxMessages(), CHECKPOINT_MESSAGES - uncheckpointed);
  }

  private Optional<RunResult> afterTurn(Batch.Result result) {
    uncheckpointed += result.sent();
    sent += result.sent();
    return switch (result.endReason()) {
      case NO_PERMITS -> Optional.of(park());
      case ABORTED -> Optional.of(release(RunResult.OUT_OF_TIME));
      case COMPLETED, LIMIT_REACHED -> {
        if (!checkpoint()) {
          yield Optional.of(RunResult.LEASED_ELSEWHERE);
        }
        yield shouldYield() ? Optional.of(release(RunResult.YIELDED)) : Optional.empty();
      }
    };
  }

  /** Stores what was done if it is time to; false if the lease is lost. */
  private boolean checkpoint() {
    Instant now = dependencies.now();
    if (uncheckpointed < CHECKPOINT_MESSAGES && now.isBefore(storedAt.plus(CHECKPOINT_INTERVAL))) {
      return true;
    }
    publish(now);
    uncheckpointed = 0;
    storedAt = now;
    // Not yet known when the shard is due next: whoever comes after a crash must look.
    ShardState state = context.progress().state(Optional.of(now));
    return dependencies
        .shards()
        .checkpoint(holder, state, now, now.plus(ShardWorker.LEASE_DURATION));
  }

  private boolean shouldYield() {
    Instant now = dependencies.now();
    boolean hadItsTurn = sent >= MIN_RUN_MESSAGES || !now.isBefore(startedAt.plus(MAX_RUN));
    if (!hadItsTurn || now.isBefore(nextYieldCheck)) {
      return false;
    }
    nextYieldCheck = now.plus(MIN_RUN);
    return dependencies.shards().statuses().stream().anyMatch(glance -> glance.awaitsWorkerAt(now));
  }

  private void refreshContext() {
    Instant now = dependencies.now();
    if (!now.isBefore(context.readAt().plus(CAMPAIGNS_MAX_AGE))) {
      context = context.refreshed(now);
      dueSubscribers.reset();
    }
  }

  private void publish(Instant now) {
    List<DomainEvent> events = context.sentEvents().drain(now);
    if (!events.isEmpty()) {
      dependencies.events().publish(events);
    }
  }

  /** Gives the shard back as if a worker were called already, until there are permits again. */
  private RunResult park() {
    RunResult result = release(RunResult.PARKED);
    Instant now = dependencies.now();
    Instant latest = now.plus(MAX_PARK_DURATION);
    Instant until = context.permits().nextRefill(now).orElse(latest);
    boolean unused = dependencies.shards().markDispatched(shard, now, earlier(until, latest));
    return result;
  }

  private RunResult release(RunResult result) {
    Instant now = dependencies.now();
    publish(now);
    ShardState state = context.progress().state(nextDueAt(now));
    return dependencies.shards().release(holder, state, now) ? result : RunResult.LEASED_ELSEWHERE;
  }

  /**
   * The index lags behind, so what this run wrote and what earlier runs knew count too; too early
   * an instant costs a visit in vain, too late a one would delay mail.
   */
  private Optional<Instant> nextDueAt(Instant now) {
    return Stream.of(
            dependencies.reader().nextDueAt(shard),
            context.progress().earliestDue().filter(now::isBefore),
            knownDue.filter(now::isBefore))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /**
   * A seed that no other run has, since a shard has one run at a time; and the same one when the
   * same shards are worked at the same instants, so that a simulation can be repeated.
   */
  private static long randomSeed(Shard shard, Instant began) {
    return began.toEpochMilli() * Shard.COUNT + shard.number();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
