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
 * Actions that something outside a run, such as a simulated reader of its mail, takes at instants
 * of the run's time.
 *
 * <p>They run on the simulation loop's thread while no activity is awake, earliest first, and in
 * scheduling order where the instant is the same.
 */
public final class TimedActions implements WorkSource {

  /**
   * The number of messages in a full mailbox; more actions mean that something schedules them
   * without end.
   */
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
   * Schedules {@code action} at {@code at}, or as soon as possible if that has passed.
   *
   * @throws IllegalStateException if too many are open
   */
  public void schedule(Instant at, Runnable action) {
    if (open.size() >= MAX_OPEN) {
      throw new IllegalStateException("more than " + MAX_OPEN + " appointments are open");
    }
    open.add(new TimedAction(at, sequence.incrementAndGet(), action));
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
