package dev.sluice.benchmarks;

import dev.sluice.core.delivery.ShardWorker;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.support.Instants;
import dev.sluice.dynamodb.campaign.DynamoWithheldRunStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.ratelimit.DynamoRatePermits;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualTimeExecutor;
import dev.sluice.local.emulator.EmulatorClients;
import dev.sluice.local.http.InProcessHttpClient;
import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import dev.sluice.local.mailbox.LocalMailbox;
import dev.sluice.local.ses.SesEmulator;
import dev.sluice.local.ses.SesSendQuota;
import dev.sluice.ses.SesAccountQuota;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * Measures workers that send an endless backlog as fast as permits allow, for a span of simulated
 * time.
 *
 * <p>The workers, the planner, the permits, the quota from GetAccount, the SDK and the SES emulator
 * with its limits are real; states, shards and permit items are in memory.
 */
public final class SendRateBench {

  /** The percentage reserved for transactional mail, by the template's default. */
  public static final int RESERVE_PERCENT = 20;

  /** The time of one invocation of the deliver function. */
  private static final Duration INVOCATION = Duration.ofMinutes(4);

  private static final URI SES = URI.create("http://ses.localhost");

  private final SendRateCase measured;
  private final VirtualClock clock = new VirtualClock(BenchCampaign.START);
  private final Instant end;
  private final SesEmulator endpoint;
  private final SesV2Client ses;
  private final EndlessBacklog backlog = new EndlessBacklog();
  private final BenchShardStore shards = new BenchShardStore();
  private final InMemoryPermitTable permits = new InMemoryPermitTable();
  private final DynamoTables tables = new DynamoTables(permits, "subscribers", "control");

  private SendRateBench(SendRateCase measured) {
    this.measured = measured;
    this.end = clock.instant().plus(measured.length());
    this.endpoint =
        new SesEmulator(
            LocalMailbox.inMemory(),
            clock,
            SesSendQuota.of(measured.rate(), SesSendQuota.UNLIMITED),
            Set.of(BenchCampaign.CONFIGURATION_SET));
    this.ses =
        EmulatorClients.ses(
            new EmulatorClients.Target(
                SES,
                new InProcessHttpClient(new SesWithLatency(endpoint, clock, new AtomicInteger()))));
  }

  /**
   * Measures one case.
   *
   * @param threads the executor of the workers and their concurrent calls, unbounded
   * @throws InterruptedException if the thread is interrupted
   */
  public static SendRateResult measure(SendRateCase measured, ExecutorService threads)
      throws InterruptedException {
    return new SendRateBench(measured).run(threads);
  }

  private SendRateResult run(ExecutorService threads) throws InterruptedException {
    ExecutorService clocked = new VirtualTimeExecutor(clock, threads);
    List<Future<?>> workers =
        IntStream.range(0, measured.workers())
            .<Future<?>>mapToObj(i -> clocked.submit(() -> work(new Shard(i), clocked)))
            .toList();
    runClock();
    for (Future<?> worker : workers) {
      result(worker);
    }
    long granted =
        (long) measured.rate() * measured.length().toSeconds() * (100 - RESERVE_PERCENT) / 100;
    return new SendRateResult(
        measured,
        granted,
        endpoint.mailbox().received(),
        endpoint.throttledCount(BenchCampaign.CONFIGURATION_SET),
        permits.writes());
  }

  private void runClock() throws InterruptedException {
    clock.awaitIdle();
    Optional<Instant> next = clock.earliestSleeper();
    while (next.isPresent()) {
      clock.advanceTowards(next.get());
      clock.awaitIdle();
      next = clock.earliestSleeper();
    }
  }

  private void work(Shard shard, ExecutorService threads) {
    AtomicInteger runs = new AtomicInteger();
    ShardWorker worker = worker(threads, () -> shard.label() + "#" + runs.incrementAndGet());
    try {
      while (clock.instant().isBefore(end)) {
        Instant deadline = clock.instant().plus(INVOCATION);
        ShardWorker.RunResult unused = worker.work(shard, Instants.earlier(deadline, end));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ShardWorker worker(ExecutorService threads, Supplier<String> holderIds) {
    SesAccountQuota quota = new SesAccountQuota(() -> ses, Optional.empty(), clock);
    return new ShardWorker(
        clock,
        clock,
        threads,
        BenchCampaign::activeCampaigns,
        shards,
        backlog,
        backlog,
        new DynamoRatePermits(tables, clock, quota, RESERVE_PERCENT),
        _ -> BenchCampaign.messageRenderer(ses),
        DomainEventPublisher.NO_OP,
        holderIds,
        new DynamoWithheldRunStore(tables));
  }

  private static void result(Future<?> worker) throws InterruptedException {
    try {
      Object unused = worker.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed", e.getCause());
    }
  }

  /**
   * One measured case.
   *
   * @param rate recipients a second that SES grants the account
   * @param workers workers that share it
   * @param length simulated time
   */
  public record SendRateCase(int rate, int workers, Duration length) {

    private static final List<Integer> WORKERS = List.of(1, 4, 16);

    /**
     * Returns every rate with every number of workers: half an hour each, five minutes at 500/s.
     */
    public static List<SendRateCase> all() {
      return Stream.of(
              casesFor(14, Duration.ofMinutes(30)),
              casesFor(100, Duration.ofMinutes(30)),
              casesFor(500, Duration.ofMinutes(5)))
          .flatMap(List::stream)
          .toList();
    }

    private static List<SendRateCase> casesFor(int rate, Duration length) {
      return WORKERS.stream().map(workers -> new SendRateCase(rate, workers, length)).toList();
    }
  }

  /**
   * The result of a {@link SendRateCase}.
   *
   * @param measured what was measured
   * @param granted messages that marketing may send in the time: rate × time less the reserve
   * @param accepted messages that SES accepted
   * @param throttled calls that SES answered with 429
   * @param writes writes of permits, failed ones included
   */
  public record SendRateResult(
      SendRateCase measured, long granted, long accepted, long throttled, long writes) {

    /** Least share of what is granted that must be used, in percent. */
    public static final double MIN_USED_PERCENT = 97;

    /** Returns how much of what was granted was used, in percent. */
    public double usedPercent() {
      return 100.0 * accepted / granted;
    }

    /** Returns how many writes of permits a message took. */
    public double writesPerMessage() {
      return (double) writes / Math.max(1, accepted);
    }

    /** Returns whether the rate was fully used, never exceeded, and without a single 429. */
    public boolean meetsTarget() {
      return usedPercent() >= MIN_USED_PERCENT && accepted <= granted && throttled == 0;
    }
  }

  /**
   * Adds latency to SES: a request takes 10 to 59 ms of simulated time, and its response as long.
   */
  record SesWithLatency(LocalHttpService ses, VirtualClock clock, AtomicInteger calls)
      implements LocalHttpService {

    private static final int LEAST_MILLIS = 10;
    private static final int SPREAD_MILLIS = 50;

    /** Coprime with the spread, so that all values occur. */
    private static final int STRIDE = 17;

    @Override
    public LocalHttpResponse handle(LocalHttpRequest request) throws IOException {
      int call = calls.incrementAndGet();
      int millis = LEAST_MILLIS + Math.floorMod(call * STRIDE, SPREAD_MILLIS);
      addLatency(millis);
      LocalHttpResponse response = ses.handle(request);
      addLatency(millis);
      return response;
    }

    private void addLatency(int millis) throws IOException {
      try {
        clock.sleepUntil(clock.instant().plusMillis(millis));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }
}
