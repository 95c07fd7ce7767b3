package dev.sluice.local.functions;

import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.functions.SimulationLoop.WorkSource;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What somebody outside a run, such as a reader of its mail, does at instants of the run's time.
 *
 * <p>It is done on the driver's thread at a moment when nothing works, earliest first, and in the
 * order in which it was arranged where the instant is the same.
 */
public final class TimedActions implements WorkSource {

  /** As many as there are messages in a mailbox: with more, somebody arranges without an end. */
  private static final int MAX_OPEN = 1_000_000;

  private final LocalClock clock;
  private final AtomicLong sequence = new AtomicLong();
  private final PriorityBlockingQueue<TimedAction> open =
      new PriorityBlockingQueue<>(
          16, Comparator.comparing(TimedAction::at).thenComparingLong(TimedAction::sequence));

  private record TimedAction(Instant at, long sequence, Runnable action) {}

  TimedActions(LocalClock clock) {
    this.clock = clock;
  }

  /**
   * Arranges that {@code deed} is done at {@code at}, or as soon as can be if that has passed.
   *
   * @throws IllegalStateException if too many are open
   */
  public void schedule(Instant at, Runnable deed) {
    if (open.size() >= MAX_OPEN) {
      throw new IllegalStateException("more than " + MAX_OPEN + " appointments are open");
    }
    open.add(new TimedAction(at, sequence.incrementAndGet(), deed));
    clock.signalNewWork();
  }

  @Override
  public boolean startDue() {
    boolean any = false;
    @Nullable TimedAction first = open.peek();
    while (first != null && !first.at().isAfter(clock.instant())) {
      open.remove(first);
      clock.performAsActivity(first.action());
      any = true;
      first = open.peek();
    }
    return any;
  }

  @Override
  public Optional<Instant> nextDue() {
    return Optional.ofNullable(open.peek()).map(TimedAction::at);
  }
}
