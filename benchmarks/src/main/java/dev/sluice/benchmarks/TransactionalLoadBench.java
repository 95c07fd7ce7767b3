package dev.sluice.benchmarks;

import dev.sluice.cli.client.JsonText;
import dev.sluice.core.campaign.Priority;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesSendQuota;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures transactional messages that arrive at random while a campaign is sent at full rate, and
 * the same messages in a second system that does nothing else.
 *
 * <p>Both are the whole template in simulated time. At each arrival the same request is made to
 * both, one right after the other and each first every other time, so that whatever disturbs the
 * machine disturbs both.
 */
public final class TransactionalLoadBench {

  private static final SesSendQuota QUOTA =
      SesSendQuota.of(TransactionalLoadSize.RATE, SesSendQuota.UNLIMITED);

  private final TransactionalLoadSize size;
  private final FunctionCpuTime ownTime = new FunctionCpuTime();
  private final Map<String, Instant> arrivedAt = new HashMap<>();
  private final List<FunctionCpuTime.CpuTime> idleReadings = new ArrayList<>();
  private final List<FunctionCpuTime.CpuTime> loadedReadings = new ArrayList<>();
  private int inRequest;

  private TransactionalLoadBench(TransactionalLoadSize size) {
    this.size = size;
  }

  /**
   * Runs both systems and compares them.
   *
   * @throws IOException if the template cannot be run
   * @throws InterruptedException if the thread is interrupted
   */
  public static TransactionalLoadResult measure(Path template, TransactionalLoadSize size)
      throws IOException, InterruptedException {
    TransactionalLoadBench bench = new TransactionalLoadBench(size);
    try (BenchRun idle = BenchRun.start(template, QUOTA, bench.ownTime);
        BenchRun loaded = BenchRun.start(template, QUOTA, bench.ownTime)) {
      return bench.measure(idle, loaded);
    }
  }

  private TransactionalLoadResult measure(BenchRun idle, BenchRun loaded)
      throws InterruptedException {
    loaded.enterBacklog(size.backlog(), 1, Priority.NORMAL.value());
    loaded.runFor(Duration.ofMinutes(2)); // until the first dispatch has started workers
    idle.runFor(Duration.ofMinutes(2));
    AtomicBoolean over = new AtomicBoolean();
    // An activity of the loaded system: its time stands still while a request is being made.
    Thread arrivals =
        Thread.ofPlatform()
            .start(
                loaded
                    .run()
                    .clock()
                    .activity(() -> {
                      sendRequests(idle, loaded);
                      over.set(true);
                    }));
    boolean unused = loaded.run().advanceUntil(over::get, size.span().plusMinutes(1));
    arrivals.join();
    return result(loaded);
  }

  private void sendRequests(BenchRun idle, BenchRun loaded) {
    Instant begin = loaded.now();
    try {
      int number = 0;
      for (Duration offset :
          RequestSchedule.of(size.warmUp() + size.messages(), size.span()).offsets()) {
        loaded.run().clock().sleepUntil(begin.plus(offset));
        idle.runFor(Duration.between(idle.now(), loaded.now()));
        ask(idle, loaded, number);
        number++;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(BenchRun idle, BenchRun loaded, int number) {
    String address = "buyer-" + number + "@example.com";
    byte[] request = BenchRun.request(number, JsonText.emptyObject().put("address", address));
    boolean measured = number >= size.warmUp();
    if (measured) {
      arrivedAt.put(address, loaded.now());
    }
    Runnable onIdle = () -> ask(idle, request, idleReadings, measured);
    Runnable onLoaded = () -> inRequest += ask(loaded, request, loadedReadings, measured);
    (number % 2 == 0 ? onIdle : onLoaded).run();
    (number % 2 == 0 ? onLoaded : onIdle).run();
  }

  /** Returns how many measured messages were accepted, 0 or 1. */
  private int ask(
      BenchRun stack, byte[] request, List<FunctionCpuTime.CpuTime> readings, boolean measured) {
    String[] state = {""};
    FunctionCpuTime.CpuTime reading = ownTime.measure(() -> state[0] = stack.sendRequest(request));
    if (measured) {
      readings.add(reading);
    }
    return measured && state[0].equals("accepted") ? 1 : 0;
  }

  private TransactionalLoadResult result(BenchRun loaded) {
    long longestWait =
        loaded.run().mailbox().messages().stream()
            .filter(message -> arrivedAt.containsKey(message.to().getFirst()))
            .mapToLong(this::waitMillis)
            .max()
            .orElse(Long.MAX_VALUE);
    long marketing = loaded.received(true);
    return new TransactionalLoadResult(
        size.messages(),
        inRequest,
        longestWait,
        marketing,
        size.backlog() - marketing,
        side(idleReadings),
        side(loadedReadings));
  }

  private long waitMillis(ReceivedMessage message) {
    Instant arrived = arrivedAt.getOrDefault(message.to().getFirst(), message.at());
    return Duration.between(arrived, message.at()).toMillis();
  }

  private static TransactionalLoadResult.SystemTimings side(
      List<FunctionCpuTime.CpuTime> readings) {
    List<Double> micros = readings.stream().map(reading -> reading.nanos() / 1_000.0).toList();
    int mostCalls = readings.stream().mapToInt(FunctionCpuTime.CpuTime::calls).max().orElse(0);
    return new TransactionalLoadResult.SystemTimings(Percentiles.of(micros), mostCalls);
  }

  /**
   * How transactional mail fared under a marketing backlog, beside an idle system.
   *
   * @param messages messages that were requested
   * @param acceptedInRequest messages that SES accepted within their own request
   * @param longestWaitMillis the longest simulated time between a request and SES's acceptance
   * @param marketing marketing messages that went out meanwhile
   * @param waiting subscribers that the campaign had not come to in the end
   * @param idle what the idle system took
   * @param loaded what the loaded system took
   */
  public record TransactionalLoadResult(
      int messages,
      int acceptedInRequest,
      long longestWaitMillis,
      long marketing,
      long waiting,
      SystemTimings idle,
      SystemTimings loaded) {

    /** How much more time our code may take under load than idle, at the 99th percentile. */
    public static final double MAX_P99_RATIO = 1.2;

    /**
     * One of the two systems.
     *
     * @param micros CPU time in our code for each message, in microseconds
     * @param mostCalls most calls of AWS for a message
     */
    public record SystemTimings(Percentiles micros, int mostCalls) {}

    /** Returns the ratio of the 99th percentiles, loaded to idle. */
    public double p99Ratio() {
      return loaded.micros().p99() / idle.micros().p99();
    }

    /** Returns the ratio of the medians, loaded to idle. */
    public double medianRatio() {
      return loaded.micros().median() / idle.micros().median();
    }

    /**
     * Returns whether no message waited, and whether the load cost our own code next to nothing.
     */
    public boolean meetsTarget() {
      return acceptedInRequest == messages
          && longestWaitMillis == 0
          && marketing > 0
          && waiting > 0
          && p99Ratio() <= MAX_P99_RATIO;
    }
  }

  /**
   * How much of transactional mail is measured.
   *
   * @param warmUp messages that are sent first and not measured, while the JVM compiles
   * @param messages messages that are measured
   * @param backlog subscribers that the campaign has to go through meanwhile
   */
  public record TransactionalLoadSize(int warmUp, int messages, int backlog) {

    /** A thousand messages under a backlog that outlasts them. */
    public static final TransactionalLoadSize FULL = new TransactionalLoadSize(500, 1_000, 15_000);

    /** Recipients a second that SES grants, as to a usual account. */
    static final int RATE = 14;

    /** Arrivals a second, on average: half of the rate that marketing leaves. */
    private static final double ARRIVALS = 1.4;

    /** Returns the simulated time in which the messages arrive. */
    Duration span() {
      return Duration.ofMillis((long) (1_000 * (warmUp + messages) / ARRIVALS));
    }
  }
}
