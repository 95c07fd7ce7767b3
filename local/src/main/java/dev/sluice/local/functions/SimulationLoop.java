package dev.sluice.local.functions;

import dev.sluice.local.clock.LocalClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What moves a run: starts all that is due, waits until nothing works any more, then lets time
 * pass.
 *
 * <p>Only one thread drives at a time; a second one waits for the first.
 */
public final class SimulationLoop {

  private final LocalClock clock;
  private final List<WorkSource> sources;
  private final ReentrantLock driving = new ReentrantLock();

  SimulationLoop(LocalClock clock, List<? extends WorkSource> sources) {
    this.clock = clock;
    this.sources = List.copyOf(sources);
  }

  /**
   * Drives until {@code done} holds at a moment when nothing works, or until {@code limit}.
   *
   * @return whether {@code done} held
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean runUntil(BooleanSupplier done, Instant limit) throws InterruptedException {
    driving.lockInterruptibly();
    try {
      while (true) {
        startAllDue();
        if (done.getAsBoolean()) {
          return true;
        }
        if (!clock.instant().isBefore(limit)) {
          return false;
        }
        clock.advanceTowards(nextInstant(limit));
      }
    } finally {
      driving.unlock();
    }
  }

  /** Works off everything that is due at the present instant. */
  private void startAllDue() throws InterruptedException {
    clock.awaitIdle();
    while (startAny()) {
      clock.awaitIdle();
    }
  }

  private boolean startAny() throws InterruptedException {
    boolean started = false;
    for (WorkSource source : sources) {
      started |= source.startDue();
    }
    return started;
  }

  private Instant nextInstant(Instant limit) {
    return Stream.concat(
            sources.stream().map(WorkSource::nextDue).flatMap(Optional::stream),
            Stream.concat(clock.earliestSleeper().stream(), Stream.of(limit)))
        .min(Instant::compareTo)
        .orElse(limit);
  }
}
