package dev.sluice.scheduling;

import java.time.Instant;

/** How work waits for an instant: really in production, in virtual time under a driven clock. */
@FunctionalInterface
public interface Pauses {

  /**
   * Returns once the clock has reached {@code instant}, at once if it already has.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void until(Instant instant) throws InterruptedException;
}
