package dev.sluice.bench;

import dev.sluice.aws.ses.SesAccountQuota;
import dev.sluice.aws.store.DynamoRatePermits;
import dev.sluice.aws.store.Tables;
import dev.sluice.local.clock.ClockedExecutor;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.mailbox.Mailbox;
import dev.sluice.local.ses.SesEndpoint;
import dev.sluice.local.ses.SesQuota;
import dev.sluice.local.stores.Clients;
import dev.sluice.local.wire.InProcessHttpClient;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.delivery.ShardWorker;
import dev.sluice.scheduling.delivery.Workplace;
import dev.sluice.scheduling.event.DomainEvents;
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
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * Workers that send an endless backlog as fast as permits let them, for a while of simulated time.
 *
 * <p>Real are the workers, the planning, the permits, the quota as GetAccount tells it, the SDK and
 * the SES endpoint with its limits; in memory are standings, shards and the items of the permits.
 */
public final class RateBench {

  /** Left to transactional mail, as in the template's default. */
  public static final int RESERVE_PERCENT = 20;

  /** How long a function may work before it is called again. */
  private static final Duration INVOCATION = Duration.ofMinutes(4);

  private static final URI SES = URI.create("http://ses.localhost");

  private final RateCase measured;
  private final VirtualClock clock = new VirtualClock(BenchCampaign.START);
  private final Instant end;
  private final SesEndpoint endpoint;
  private final SesV2Client ses;
  private final Backlog backlog = new Backlog();
  private final BenchShards shards = new BenchShards();
  private final PermitItems permits = new PermitItems();
  private final Tables tables = new Tables(permits, "subscribers", "control");

  private RateBench(RateCase measured) {
    this.measured = measured;
    this.end = clock.instant().plus(measured.length());
    this.endpoint =
        new SesEndpoint(
            Mailbox.inMemory(),
            clock,
            SesQuota.of(measured.rate(), SesQuota.UNLIMITED),
            Set.of(BenchCampaign.CONFIGURATION_SET));
    this.ses =
        Clients.ses(
            new Clients.Target(
                SES, new InProcessHttpClient(new SlowSes(endpoint, clock, new AtomicInteger()))));
  }

  /**
   * Measures one case.
   *
   * @param threads what the workers and what they do side by side runs on, as many as are asked for
   * @throws InterruptedException if the thread is interrupted
   */
  public static RateResult measure(RateCase measured, ExecutorService threads)
      throws InterruptedException {
    return new RateBench(measured).run(threads);
  }

  private RateResult run(ExecutorService threads) throws InterruptedException {
    ExecutorService clocked = new ClockedExecutor(clock, threads);
    List<Future<?>> workers =
        IntStream.range(0, measured.workers())
            .<Future<?>>mapToObj(i -> clocked.submit(() -> work(new Shard(i), clocked)))
            .toList();
    letTimePass();
    for (Future<?> worker : workers) {
      result(worker);
    }
    long granted =
        (long) measured.rate() * measured.length().toSeconds() * (100 - RESERVE_PERCENT) / 100;
    return new RateResult(
        measured,
        granted,
        endpoint.mailbox().received(),
        endpoint.throttled(BenchCampaign.CONFIGURATION_SET),
        permits.writes());
  }

  private void letTimePass() throws InterruptedException {
    clock.awaitQuiet();
    Optional<Instant> next = clock.earliestSleeper();
    while (next.isPresent()) {
      clock.advanceTowards(next.get());
      clock.awaitQuiet();
      next = clock.earliestSleeper();
    }
  }

  private void work(Shard shard, ExecutorService threads) {
    AtomicInteger runs = new AtomicInteger();
    ShardWorker worker =
        new ShardWorker(workplace(threads), () -> shard.label() + "#" + runs.incrementAndGet());
    try {
      while (clock.instant().isBefore(end)) {
        Instant deadline = clock.instant().plus(INVOCATION);
        ShardWorker.RunResult unused = worker.work(shard, deadline.isBefore(end) ? deadline : end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Workplace workplace(ExecutorService threads) {
    SesAccountQuota quota = new SesAccountQuota(() -> ses, Optional.empty(), clock);
    return new Workplace(
        clock,
        clock,
        threads,
        BenchCampaign::agenda,
        shards,
        backlog,
        backlog,
        new DynamoRatePermits(tables, clock, quota, RESERVE_PERCENT),
        _ -> BenchCampaign.mailroom(ses),
        DomainEvents.NOBODY_LISTENS);
  }

  private static void result(Future<?> worker) throws InterruptedException {
    try {
      Object unused = worker.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed", e.getCause());
    }
  }
}
