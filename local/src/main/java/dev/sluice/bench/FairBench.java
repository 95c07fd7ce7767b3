package dev.sluice.bench;

import dev.sluice.local.ses.SesQuota;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole template in simulated time, with a small campaign behind a large one. */
public final class FairBench {

  private static final String SMALL = "small";

  /** Far more than anybody gets here: caps shall not decide who goes first. */
  private static final int CAP = 100;

  /** Until the large campaign is going out in several shards at once. */
  private static final Duration LEAD = Duration.ofMinutes(3);

  private FairBench() {}

  /**
   * Measures one case.
   *
   * @throws IOException if the template cannot be run
   * @throws InterruptedException if the thread is interrupted
   */
  public static FairResult measure(Path template, FairCase measured)
      throws IOException, InterruptedException {
    SesQuota quota = SesQuota.of(measured.rate(), SesQuota.UNLIMITED);
    try (BenchStack stack = BenchStack.start(template, quota, _ -> {})) {
      return measure(stack, measured);
    }
  }

  private static FairResult measure(BenchStack stack, FairCase measured)
      throws InterruptedException {
    stack.enterBacklog(measured.backlog(), CAP, measured.large());
    stack.putSegment(SMALL, measured.size());
    stack.pass(LEAD);
    Instant enqueued = stack.now();
    stack.enqueue(SMALL, measured.small(), List.of(SMALL));
    AtomicInteger small = new AtomicInteger();
    stack
        .run()
        .mailbox()
        .listen(message ->
            small.addAndGet(message.tag("campaign").filter(SMALL::equals).isPresent() ? 1 : 0));
    boolean unused =
        stack.run().advanceUntil(() -> small.get() >= measured.size(), measured.queueTime());
    List<Instant> sent = stack.sent(SMALL);
    Instant last = sent.stream().max(Instant::compareTo).orElse(stack.now());
    long largeMeanwhile =
        stack.sent(BenchStack.CAMPAIGN).stream()
            .filter(at -> !at.isBefore(enqueued) && !at.isAfter(last))
            .count();
    return new FairResult(measured, sent.size(), Duration.between(enqueued, last), largeMeanwhile);
  }
}
