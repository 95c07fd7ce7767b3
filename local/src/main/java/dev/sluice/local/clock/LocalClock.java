package dev.sluice.local.clock;

import dev.sluice.core.support.Sleeper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The time of a local run, in whole milliseconds, and the count of activities that work in it.
 *
 * <p>An activity is one thread's share of work, such as a function's invocation. While any activity
 * is awake, virtual time stands still.
 */
public sealed interface LocalClock extends InstantSource, Sleeper
    permits VirtualClock, SystemClock {

  /**
   * Returns {@code work} as an activity, which counts as awake from now on until it has run.
   *
   * <p>It must be run, or discarded with {@link Activity#abandon()}, exactly once.
   */
  Activity activity(Runnable work);

  /** Runs {@code work} on this thread as an activity, or as part of the one that it already is. */
  void performAsActivity(Runnable work);

  /**
   * Waits until nothing is awake: every activity has ended or sleeps.
   *
   * @throws InterruptedException if the loop's thread is interrupted
   */
  void awaitIdle() throws InterruptedException;

  /** Returns the instant that the earliest sleeping activity waits for, empty if none sleeps. */
  Optional<Instant> earliestSleeper();

  /**
   * Moves on towards {@code next}, or returns early, without having reached it, after a {@link
   * #signalNewWork()}.
   *
   * <p>Virtual time jumps there and wakes the activities that slept until then; real time is waited
   * for.
   *
   * @throws InterruptedException if the loop's thread is interrupted
   */
  void advanceTowards(Instant next) throws InterruptedException;

  /** Signals the waiting loop that there may be work at the current instant. */
  void signalNewWork();

  /** Work that counts as awake from its making. */
  interface Activity extends Runnable {

    /** Stops counting work that will never run. */
    void abandon();
  }
}
