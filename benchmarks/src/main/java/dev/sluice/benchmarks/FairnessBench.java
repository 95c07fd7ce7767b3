package dev.sluice.benchmarks;

import dev.sluice.local.ses.SesSendQuota;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole template in simulated time, with a small campaign behind a large one. */
public final class FairnessBench {

  private static final String SMALL = "small";

  /** Far more than anybody gets here: caps shall not decide who goes first. */
  private static final int CAP = 100;

  /** Until the large campaign is going out in several shards at once. */
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
}
