package dev.sluice.bench;

import dev.sluice.cli.api.Json;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesQuota;
import dev.sluice.scheduling.campaign.Priority;
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
 * Transactional messages that arrive at random while a campaign goes out as fast as it may, and the
 * same messages in a second system that does nothing else.
 *
 * <p>Both are the whole template in simulated time. At each arrival the same request is made to
 * both, one right after the other and each first every other time, so that whatever disturbs the
 * machine disturbs both.
 */
public final class LoadBench {

  private static final SesQuota QUOTA = SesQuota.of(TransactionalSize.RATE, SesQuota.UNLIMITED);

  private final TransactionalSize size;
  private final OwnTime ownTime = new OwnTime();
  private final Map<String, Instant> arrivedAt = new HashMap<>();
  private final List<OwnTime.Reading> idleReadings = new ArrayList<>();
  private final List<OwnTime.Reading> loadedReadings = new ArrayList<>();
  private int inRequest;

  private LoadBench(TransactionalSize size) {
    this.size = size;
  }

  /**
   * Measures.
   *
   * @throws IOException if the template cannot be run
   * @throws InterruptedException if the thread is interrupted
   */
  public static LoadResult measure(Path template, TransactionalSize size)
      throws IOException, InterruptedException {
    LoadBench bench = new LoadBench(size);
    try (BenchStack idle = BenchStack.start(template, QUOTA, bench.ownTime);
        BenchStack loaded = BenchStack.start(template, QUOTA, bench.ownTime)) {
      return bench.measure(idle, loaded);
    }
  }

  private LoadResult measure(BenchStack idle, BenchStack loaded) throws InterruptedException {
    loaded.enterBacklog(size.backlog(), 1, Priority.NORMAL.value());
    loaded.pass(Duration.ofMinutes(2)); // until the first tick has called workers
    idle.pass(Duration.ofMinutes(2));
    AtomicBoolean over = new AtomicBoolean();
    // An activity of the loaded system: its time stands still while a request is being made.
    Thread arrivals =
        Thread.ofPlatform()
            .start(
                loaded
                    .run()
                    .clock()
                    .activity(() -> {
                      arrive(idle, loaded);
                      over.set(true);
                    }));
    boolean unused = loaded.run().advanceUntil(over::get, size.span().plusMinutes(1));
    arrivals.join();
    return result(loaded);
  }

  private void arrive(BenchStack idle, BenchStack loaded) {
    Instant begin = loaded.now();
    try {
      int number = 0;
      for (Duration offset : Arrivals.of(size.warmUp() + size.messages(), size.span()).offsets()) {
        loaded.run().clock().until(begin.plus(offset));
        idle.pass(Duration.between(idle.now(), loaded.now()));
        ask(idle, loaded, number);
        number++;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(BenchStack idle, BenchStack loaded, int number) {
    String address = "buyer-" + number + "@example.com";
    byte[] request = BenchStack.request(number, Json.object().put("address", address));
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
      BenchStack stack, byte[] request, List<OwnTime.Reading> readings, boolean measured) {
    String[] state = {""};
    OwnTime.Reading reading = ownTime.of(() -> state[0] = stack.ask(request));
    if (measured) {
      readings.add(reading);
    }
    return measured && state[0].equals("accepted") ? 1 : 0;
  }

  private LoadResult result(BenchStack loaded) {
    long longestWait =
        loaded.run().mailbox().messages().stream()
            .filter(message -> arrivedAt.containsKey(message.to().getFirst()))
            .mapToLong(this::waitMillis)
            .max()
            .orElse(Long.MAX_VALUE);
    long marketing = loaded.received(true);
    return new LoadResult(
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

  private static LoadResult.Side side(List<OwnTime.Reading> readings) {
    List<Double> micros = readings.stream().map(reading -> reading.nanos() / 1_000.0).toList();
    int mostCalls = readings.stream().mapToInt(OwnTime.Reading::calls).max().orElse(0);
    return new LoadResult.Side(Percentiles.of(micros), mostCalls);
  }
}
