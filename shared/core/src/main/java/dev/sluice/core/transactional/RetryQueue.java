package dev.sluice.core.transactional;

import java.time.Duration;

/** Calls that arrive later, at least once each. */
public interface RetryQueue {

  /**
   * Sends a call.
   *
   * @param delay after which it arrives, at most {@link RetryDelays#MAX}
   */
  void enqueue(RetryTask summons, Duration delay);
}
