package dev.sluice.local;

import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.functions.SimulationLoop;
import java.time.Duration;
import java.time.Instant;

/** Drives a run in real time, on a thread of its own, until it is closed. */
final class BackgroundSimulationLoop implements AutoCloseable {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /** Longer than any call that the driver may be in the middle of. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private static final System.Logger LOG =
      System.getLogger(BackgroundSimulationLoop.class.getName());

  private final SimulationLoop driver;
  private final LocalClock clock;
  private final Thread thread;
  private volatile boolean closed;

  private BackgroundSimulationLoop(SimulationLoop driver, LocalClock clock) {
    this.driver = driver;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("driver").unstarted(this::drive);
  }

  static BackgroundSimulationLoop start(SimulationLoop driver, LocalClock clock) {
    BackgroundSimulationLoop started = new BackgroundSimulationLoop(driver, clock);
    started.thread.start();
    return started;
  }

  /** Stops driving, and waits a little for what is being done to end. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      boolean unused = thread.join(LONGEST_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A failing emulator is asked again a second later. */
  private void drive() {
    while (!closed) {
      try {
        boolean unused = driver.runUntil(() -> closed, Instant.MAX);
      } catch (RuntimeException e) {
        pauseAfter(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void pauseAfter(RuntimeException failure) {
    if (closed) {
      return;
    }
    LOG.log(System.Logger.Level.WARNING, "driving failed; goes on in a second", failure);
    try {
      clock.sleepUntil(clock.instant().plus(PAUSE_AFTER_FAILURE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
