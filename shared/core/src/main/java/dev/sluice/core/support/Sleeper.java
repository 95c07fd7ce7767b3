package dev.sluice.core.support;

import java.time.Instant;

/** Waits for an instant: in real time in production, in virtual time under a simulated clock. */
@FunctionalInterface
public interface Sleeper {

  /**
   * Returns once the clock has reached {@code instant}, at once if it already has.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void sleepUntil(Instant instant) throws InterruptedException;
}
