package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.delivery.CampaignRotation.WorkSource;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.sending.MessageRendererFactory;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.Lease;
import dev.sluice.core.sharding.ReplanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.support.Instants;
import dev.sluice.core.support.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A worker that processes one shard while it holds the shard's lease: the subscribers that are due,
 * those that wait by a plan of earlier rules, and the scans of the campaigns, in turns by weight.
 *
 * <p>Everything done since the last checkpoint can be repeated without harm, so a worker may be
 * killed at any instant.
 */
public final class ShardWorker {

  /** How long a lease lasts beyond the last checkpoint; a vanished worker blocks no longer. */
  public static final Duration LEASE_DURATION = Duration.ofMinutes(2);

  /**
   * How soon a change of the rules reaches a running worker that sends nothing; one that sends
   * reads their revision before it hands over, see {@link HandOverWindow}.
   */
  private static final Duration CAMPAIGNS_MAX_AGE = Duration.ofSeconds(30);

  /**
   * How long a turn may last. A run of {@link #MIN_RUN} has five turns, so that several campaigns
   * get their share of a run even where permits are few.
   */
  private static final Duration MAX_TURN = Duration.ofSeconds(2);

  /**
   * Messages after which a run stores a checkpoint. The batch in progress still leaves, so a worker
   * that vanishes leaves at most 250 messages unconfirmed, and what the last subscriber got beyond
   * one.
   */
  private static final int CHECKPOINT_MESSAGES = 250 - PermitPool.MAX_MESSAGES;

  /** How long progress may stay unstored: well within the lease. */
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(30);

  /**
   * The shortest run while another shard waits for a worker, in time and, with {@link
   * #MIN_RUN_MESSAGES}, in messages. Where permits are few, some workers get most of them, since
   * refused workers ask less often; counted by time alone, a shard would have its turn without
   * sending anything. With 25 messages, each of 64 shards has its turn within some 150 s at 14/s,
   * however many workers there are. Changing shards takes a fraction of a second and reads a page
   * or two: 2 % of the time, and 1 % of what sending costs.
   */
  private static final Duration MIN_RUN = Duration.ofSeconds(10);

  private static final int MIN_RUN_MESSAGES = 25;

  /** The longest run, whatever it has sent, while another shard waits for a worker. */
  private static final Duration MAX_RUN = Duration.ofSeconds(60);

  /**
   * The longest rest of a shard for which there are no permits: a raised quota is noticed that
   * soon, at six runs an hour that send nothing.
   */
  private static final Duration MAX_PARK_DURATION = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Sleeper sleeper;
  private final ExecutorService executor;
  private final ActiveCampaignSource campaigns;
  private final ShardStore shards;
  private final ShardReader reader;
  private final SubscriberRepository subscribers;
  private final RatePermits permits;
  private final MessageRendererFactory renderers;
  private final DomainEventPublisher events;
  private final Supplier<String> holderIds;
  private final WithheldRunStore withheldRuns;

  /**
   * Creates a worker.
   *
   * @param clock is read in whole milliseconds, as instants are stored: a send decided a
   *     microsecond later than its record says would shorten the windows after it
   * @param executor commits decisions and reads subscribers in parallel
   * @param holderIds supplies identifiers of lease holders, a different one each time
   * @param withheldRuns what runs found of which SES accepted nothing
   */
  public ShardWorker(
      InstantSource clock,
      Sleeper sleeper,
      ExecutorService executor,
      ActiveCampaignSource campaigns,
      ShardStore shards,
      ShardReader reader,
      SubscriberRepository subscribers,
      RatePermits permits,
      MessageRendererFactory renderers,
      DomainEventPublisher events,
      Supplier<String> holderIds,
      WithheldRunStore withheldRuns) {
    this.clock = () -> clock.instant().truncatedTo(ChronoUnit.MILLIS);
    this.sleeper = sleeper;
    this.executor = executor;
    this.campaigns = campaigns;
    this.shards = shards;
    this.reader = reader;
    this.subscribers = subscribers;
    this.permits = permits;
    this.renderers = renderers;
    this.events = events;
    this.holderIds = holderIds;
    this.withheldRuns = withheldRuns;
  }

  /** How a run on a shard ended. */
  public enum RunResult {
    /** Nothing is left to do now. */
    DONE,
    /** Time ran out with work left. */
    OUT_OF_TIME,
    /** Work is left, but other shards waited for a worker and go first. */
    YIELDED,
    /** No permits are available for a while: sending is disabled, or the day's quota is spent. */
    PARKED,
    /** Another worker holds the lease, or has taken it over. */
    LEASED_ELSEWHERE
  }

  /**
   * Processes a shard until nothing is left to do now, other shards have waited long enough, or the
   * deadline has come.
   *
   * @param deadline when to stop starting new batches; a deadline further ahead than the lease's
   *     length is harmless, since checkpoints extend the lease
   * @throws InterruptedException if interrupted while waiting for permits; the lease ends by itself
   */
  public RunResult work(Shard shard, Instant deadline) throws InterruptedException {
    String holder = holderIds.get();
    Instant now = clock.instant();
    Optional<Lease> lease = shards.acquire(shard, holder, now, now.plus(LEASE_DURATION));
    return lease.isPresent()
        ? new Run(lease.get(), now).work(deadline)
        : RunResult.LEASED_ELSEWHERE;
  }

  /** One run on a shard, from acquiring the lease to releasing it. */
  private final class Run {

    private final String holder;
    private final Shard shard;
    private final Optional<Instant> knownDue;
    private final DueSubscribers dueSubscribers;
    private final WaitingSubscribers waitingSubscribers;
    private final PageBuffer pageBuffer;
    private final CampaignRotation rotation;
    private final PermitPool permitPool;
    private final HandOverWindow handOver;
    private final RunProgress progress;
    private final RunOutcomes outcomes;
    private final Instant startedAt;
    private ActiveCampaigns active;
    private SubscriberProcessor processor;
    private Instant activeLoadedAt;
    private Instant storedAt;
    private Instant nextYieldCheck;
    private int uncheckpointed;
    private int sent;

    Run(Lease lease, Instant now) {
      this.holder = lease.holder();
      this.shard = lease.state().shard();
      this.knownDue = lease.state().nextDueAt();
      this.dueSubscribers = new DueSubscribers(clock, executor, reader, subscribers, shard);
      this.pageBuffer = new PageBuffer(clock, reader, shard);
      SplittableRandom random = new SplittableRandom(randomSeed(shard, now));
      this.rotation = new CampaignRotation(random.split());
      this.permitPool = new PermitPool(permits, clock, sleeper, random);
      this.handOver = new HandOverWindow(clock, campaigns::rulesRevision);
      this.outcomes = new RunOutcomes(withheldRuns);
      this.active = campaigns.load();
      this.activeLoadedAt = now;
      this.processor =
          new SubscriberProcessor(subscribers, outcomes.observe(renderers.create(active)));
      this.progress = RunProgress.takeOver(lease, active, now);
      this.waitingSubscribers =
          new WaitingSubscribers(
              clock, executor, reader, subscribers, shard, replanProgress(lease, active));
      waitingSubscribers.onRulesLoaded(active.rulesRevision(), now);
      this.startedAt = now;
      this.storedAt = now;
      this.nextYieldCheck = now.plus(MIN_RUN);
    }

    RunResult work(Instant deadline) throws InterruptedException {
      while (clock.instant().isBefore(deadline)) {
        refreshCampaigns();
        List<SubscriberRecord> due = dueSubscribers.upcoming();
        List<SubscriberRecord> waiting = waitingSubscribers.upcoming();
        List<ActiveCampaigns.ActiveCampaign> open =
            CampaignScan.openCampaigns(active, progress, clock.instant());
        Optional<WorkSource> source = rotation.next(open, !due.isEmpty(), !waiting.isEmpty());
        if (source.isEmpty()) {
          Optional<Instant> resumesAt = waitingSubscribers.resumesAt();
          if (resumesAt.isEmpty()) {
            return release(RunResult.DONE);
          }
          sleeper.sleepUntil(Instants.earlier(resumesAt.get(), deadline));
          continue;
        }
        Instant until = Instants.earlier(clock.instant().plus(MAX_TURN), deadline);
        Batch.Result result =
            switch (source.get()) {
              case WorkSource.Due _ -> processDue(due, until);
              case WorkSource.Replanning _ -> replan(waiting, until);
              case WorkSource.Scanning(var campaign) ->
                  scan(CampaignScan.startingWith(campaign, open, progress), until);
            };
        rotation.charge(source.get(), result, active);
        Optional<RunResult> end = afterTurn(result);
        if (end.isPresent()) {
          return end.get();
        }
      }
      return release(RunResult.OUT_OF_TIME);
    }

    private void refreshCampaigns() {
      Instant now = clock.instant();
      if (!now.isBefore(activeLoadedAt.plus(CAMPAIGNS_MAX_AGE))) {
        loadCampaigns(now);
      }
    }

    private void loadCampaigns(Instant now) {
      active = campaigns.load();
      activeLoadedAt = now;
      processor = new SubscriberProcessor(subscribers, outcomes.observe(renderers.create(active)));
      dueSubscribers.reset();
      waitingSubscribers.onRulesLoaded(active.rulesRevision(), now);
    }

    private Batch.Result processDue(List<SubscriberRecord> due, Instant until)
        throws InterruptedException {
      Batch.Result result = newBatch(Optional.empty()).process(due, messageLimit(), until);
      dueSubscribers.markProcessed(result.processed());
      return result;
    }

    /** Plans again who waits; what does not change costs no write. */
    private Batch.Result replan(List<SubscriberRecord> waiting, Instant until)
        throws InterruptedException {
      Batch.Result result = newBatch(Optional.empty()).process(waiting, messageLimit(), until);
      waitingSubscribers.markProcessed(result.processed());
      return result;
    }

    private Batch.Result scan(CampaignScan scan, Instant until) throws InterruptedException {
      scan.activeCampaigns().forEach(progress::begin);
      PageBuffer.BufferedPage page = pageBuffer.pageAt(scan.position());
      Batch.Result result =
          newBatch(Optional.of(scan)).process(page.records(), messageLimit(), until);
      Cursor reached = pageBuffer.advance(page, result.processed());
      scan.activeCampaigns().stream()
          .filter(campaign -> result.scanned().contains(campaign.id()))
          .forEach(campaign -> progress.advance(campaign, reached));
      return result;
    }

    private Batch newBatch(Optional<CampaignScan> scan) {
      return new Batch(clock, executor, active, processor, permitPool, progress, handOver, scan);
    }

    /** A turn is as many messages as leave together, fewer where permits are few. */
    private int messageLimit() {
      return Math.min(permitPool.maxMessages(), CHECKPOINT_MESSAGES - uncheckpointed);
    }

    private Optional<RunResult> afterTurn(Batch.Result result) {
      uncheckpointed += result.sent();
      sent += result.sent();
      outcomes.storeAcceptance();
      return switch (result.endReason()) {
        case NO_PERMITS -> Optional.of(park());
        case ABORTED -> Optional.of(release(RunResult.OUT_OF_TIME));
        case COMPLETED, LIMIT_REACHED, RULES_CHANGED -> {
          if (result.endReason() == Batch.EndReason.RULES_CHANGED) {
            loadCampaigns(clock.instant());
          }
          if (!checkpointIfDue()) {
            yield Optional.of(RunResult.LEASED_ELSEWHERE);
          }
          yield shouldYield() ? Optional.of(release(RunResult.YIELDED)) : Optional.empty();
        }
      };
    }

    /** Stores a checkpoint if one is due, and returns whether this worker still has the lease. */
    private boolean checkpointIfDue() {
      Instant now = clock.instant();
      if (uncheckpointed < CHECKPOINT_MESSAGES
          && now.isBefore(storedAt.plus(CHECKPOINT_INTERVAL))) {
        return true;
      }
      publishSends(now);
      uncheckpointed = 0;
      storedAt = now;
      // When the shard is due next is not known yet: the worker after a crash has to look.
      ShardState state = progress.state(Optional.of(now)).withReplan(waitingSubscribers.progress());
      return shards.checkpoint(holder, state, now, now.plus(LEASE_DURATION));
    }

    private boolean shouldYield() {
      Instant now = clock.instant();
      boolean hadItsTurn = sent >= MIN_RUN_MESSAGES || !now.isBefore(startedAt.plus(MAX_RUN));
      if (!hadItsTurn || now.isBefore(nextYieldCheck)) {
        return false;
      }
      nextYieldCheck = now.plus(MIN_RUN);
      return shards.statuses().stream().anyMatch(status -> status.awaitsWorkerAt(now));
    }

    private void publishSends(Instant now) {
      List<DomainEvent> sends = progress.drainSentEvents(now);
      if (!sends.isEmpty()) {
        events.publish(sends);
      }
    }

    /** Releases the shard and marks it dispatched, so that it rests until there are permits. */
    private RunResult park() {
      RunResult result = release(RunResult.PARKED);
      Instant now = clock.instant();
      Instant latest = now.plus(MAX_PARK_DURATION);
      Instant until = permitPool.nextRefill().orElse(latest);
      boolean unused = shards.markDispatched(shard, now, Instants.earlier(until, latest));
      return result;
    }

    private RunResult release(RunResult result) {
      Instant now = clock.instant();
      publishSends(now);
      outcomes.storeRun(now);
      ShardState state = progress.state(nextDueAt(now)).withReplan(waitingSubscribers.progress());
      return shards.release(holder, state, now) ? result : RunResult.LEASED_ELSEWHERE;
    }

    /**
     * What a vanished worker has deferred is not known, so that everyone counts as waiting then.
     */
    private static ReplanProgress replanProgress(Lease lease, ActiveCampaigns active) {
      boolean nothingWaits =
          lease.abandonedSince().isEmpty() && lease.state().nextDueAt().isEmpty();
      return nothingWaits
          ? ReplanProgress.nothingWaits(active.rulesRevision())
          : lease.state().replan();
    }

    /**
     * The index lags behind, so what this run wrote and what earlier runs knew count too; an
     * instant too early costs one run that finds nothing, one too late would delay mail.
     */
    private Optional<Instant> nextDueAt(Instant now) {
      return Stream.of(
              reader.nextDueAt(shard),
              progress.earliestDue().filter(now::isBefore),
              knownDue.filter(now::isBefore))
          .flatMap(Optional::stream)
          .min(Instant::compareTo);
    }

    /**
     * Returns a seed that no other run has, since a shard has one run at a time, and the same seed
     * when the same shards run at the same instants, so that a simulation can be repeated.
     */
    private static long randomSeed(Shard shard, Instant startedAt) {
      return startedAt.toEpochMilli() * Shard.COUNT + shard.number();
    }
  }
}
