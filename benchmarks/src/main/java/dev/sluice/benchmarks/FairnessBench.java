package dev.sluice.benchmarks;

import dev.sluice.local.ses.SesSendQuota;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures a small campaign behind a large one, on the whole template in simulated time. */
public final class FairnessBench {

  private static final String SMALL = "small";

  /** Far more than any subscriber receives, so that caps do not decide the order. */
  private static final int CAP = 100;

  /** Until the large campaign is sent from several shards at once. */
  private static final Duration LEAD = Duration.ofMinutes(3);

  private FairnessBench() {}

  /**
   * Measures one case.
   *
   * @throws IOException if the template cannot be run
   * @throws InterruptedException if the thread is interrupted
   */
  public static FairnessResult measure(Path template, FairnessCase measured)
      throws IOException, InterruptedException {
    SesSendQuota quota = SesSendQuota.of(measured.rate(), SesSendQuota.UNLIMITED);
    try (BenchRun stack = BenchRun.start(template, quota, _ -> {})) {
      return measure(stack, measured);
    }
  }

  private static FairnessResult measure(BenchRun stack, FairnessCase measured)
      throws InterruptedException {
    stack.enterBacklog(measured.backlog(), CAP, measured.large());
    stack.putSegment(SMALL, measured.size());
    stack.runFor(LEAD);
    Instant enqueued = stack.now();
    stack.enqueue(SMALL, measured.small(), List.of(SMALL));
    AtomicInteger small = new AtomicInteger();
    stack
        .run()
        .mailbox()
        .addListener(message ->
            small.addAndGet(message.tag("campaign").filter(SMALL::equals).isPresent() ? 1 : 0));
    boolean unused =
        stack.run().advanceUntil(() -> small.get() >= measured.size(), measured.queueTime());
    List<Instant> sent = stack.sent(SMALL);
    Instant last = sent.stream().max(Instant::compareTo).orElse(stack.now());
    long largeMeanwhile =
        stack.sent(BenchRun.CAMPAIGN).stream()
            .filter(at -> !at.isBefore(enqueued) && !at.isAfter(last))
            .count();
    return new FairnessResult(
        measured, sent.size(), Duration.between(enqueued, last), largeMeanwhile);
  }

  /**
   * A small campaign that is enqueued while a large one is being sent.
   *
   * @param rate recipients a second that SES grants the account
   * @param large priority of the large campaign
   * @param small priority of the small one
   * @param size messages of the small one
   * @param backlog messages of the large one
   */
  public record FairnessCase(int rate, int large, int small, int size, int backlog) {

    /** Five hundred messages behind 12,000, equally heavy, heavier and lighter. */
    public static final List<FairnessCase> ALL =
        List.of(
            new FairnessCase(14, 5, 5, 500, 12_000),
            new FairnessCase(14, 5, 9, 500, 12_000),
            new FairnessCase(14, 9, 1, 500, 12_000));

    /** Returns the time that the small one needs with its share of what marketing may send. */
    public Duration shareTime() {
      double marketing = rate * (100 - SendRateBench.RESERVE_PERCENT) / 100.0;
      double share = marketing * small / (small + large);
      return Duration.ofSeconds(Math.round(size / share));
    }

    /** Returns the time that it would need behind all of the large one. */
    public Duration queueTime() {
      double marketing = rate * (100 - SendRateBench.RESERVE_PERCENT) / 100.0;
      return Duration.ofSeconds(Math.round((size + backlog) / marketing));
    }
  }

  /**
   * The result of a {@link FairnessCase}.
   *
   * @param measured what was measured
   * @param sent messages of the small campaign that went out
   * @param took simulated time from its enqueueing to its last message
   * @param largeMeanwhile messages of the large campaign in that time
   */
  public record FairnessResult(
      FairnessCase measured, int sent, Duration took, long largeMeanwhile) {

    /**
     * How much longer than its share needs it may take: two rounds of 64 shards with 25 messages
     * each at 14/s, 150 s each, since the last shard is reached late and may not be through at
     * once; a dispatch between them; and one run that gets next to no permits, 60 s each.
     */
    public static final Duration ROUNDS = Duration.ofSeconds(2 * 150 + 60 + 60);

    /** The percentage of its own share that the large one must have sent meanwhile. */
    public static final int MIN_LARGE_PERCENT = 90;

    /**
     * Returns whether the small one ended in about its share's time while the large one continued.
     */
    public boolean meetsTarget() {
      long largeShare = (long) measured.size() * measured.large() / measured.small();
      return sent == measured.size()
          && took.compareTo(measured.shareTime().plus(ROUNDS)) <= 0
          && largeMeanwhile * 100 >= largeShare * MIN_LARGE_PERCENT;
    }
  }
}
