package dev.sluice.local.functions;

import dev.sluice.local.clock.LocalClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The loop that moves a run: it starts all work that is due, waits until every activity has ended
 * or sleeps, then lets time pass.
 *
 * <p>Only one thread runs the loop at a time; a second one waits for the first.
 */
public final class SimulationLoop {

  private final LocalClock clock;
  private final List<WorkSource> sources;
  private final ReentrantLock running = new ReentrantLock();

  SimulationLoop(LocalClock clock, List<? extends WorkSource> sources) {
    this.clock = clock;
    this.sources = List.copyOf(sources);
  }

  /**
   * Runs until {@code done} holds while no activity is awake, or until {@code limit}.
   *
   * @return whether {@code done} held
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean runUntil(BooleanSupplier done, Instant limit) throws InterruptedException {
    running.lockInterruptibly();
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
      running.unlock();
    }
  }

  /** Starts to run in real time on a separate thread. */
  public BackgroundLoop startInBackground() {
    BackgroundLoop background = new BackgroundLoop(this);
    background.thread.start();
    return background;
  }

  /** Processes everything that is due at the current instant. */
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

  /** Something that invokes functions as time passes; only the loop's thread calls it. */
  interface WorkSource {

    /** Starts what is due now; returns whether anything was started. */
    boolean startDue() throws InterruptedException;

    /** Returns when something will be due next, as far as is known; never in a busy loop. */
    Optional<Instant> nextDue();
  }

  /** A loop that runs in real time on a separate thread until it is closed. */
  public static final class BackgroundLoop implements AutoCloseable {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /** Longer than any call that the loop may be in the middle of. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private static final System.Logger LOG = System.getLogger(BackgroundLoop.class.getName());

    private final SimulationLoop loop;
    private final Thread thread;
    private volatile boolean closed;

    private BackgroundLoop(SimulationLoop loop) {
      this.loop = loop;
      this.thread = Thread.ofVirtual().name("simulation-loop").unstarted(this::run);
    }

    /** Stops the loop and waits up to ten seconds for the call in progress. */
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

    /** Continues a second after a failure: an external emulator may be restarting. */
    private void run() {
      while (!closed) {
        try {
          boolean unused = loop.runUntil(() -> closed, Instant.MAX);
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
      LOG.log(
          System.Logger.Level.WARNING,
          "the simulation loop failed; it continues in a second",
          failure);
      try {
        loop.clock.sleepUntil(loop.clock.instant().plus(PAUSE_AFTER_FAILURE));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
