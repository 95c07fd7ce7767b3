package dev.sluice.benchmarks;

import dev.sluice.core.delivery.ShardWorker;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.sharding.Shard;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.ratelimit.DynamoRatePermits;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualTimeExecutor;
import dev.sluice.local.emulator.EmulatorClients;
import dev.sluice.local.http.InProcessHttpClient;
import dev.sluice.local.mailbox.LocalMailbox;
import dev.sluice.local.ses.SesEmulator;
import dev.sluice.local.ses.SesSendQuota;
import dev.sluice.ses.SesAccountQuota;
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
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * Workers that send an endless backlog as fast as permits let them, for a while of simulated time.
 *
 * <p>Real are the workers, the planning, the permits, the quota as GetAccount tells it, the SDK and
 * the SES endpoint with its limits; in memory are standings, shards and the items of the permits.
 */
public final class SendRateBench {

  /** Left to transactional mail, as in the template's default. */
  public static final int RESERVE_PERCENT = 20;

  /** How long a function may work before it is called again. */
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
   * @param threads what the workers and what they do side by side runs on, as many as are asked for
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
        ShardWorker.RunResult unused = worker.work(shard, deadline.isBefore(end) ? deadline : end);
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
        holderIds);
  }

  private static void result(Future<?> worker) throws InterruptedException {
    try {
      Object unused = worker.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed", e.getCause());
    }
  }
}
