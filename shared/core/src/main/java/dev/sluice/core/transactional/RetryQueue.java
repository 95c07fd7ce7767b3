package dev.sluice.core.transactional;

import java.time.Duration;

/** The queue of retry tasks, which delivers each task later and at least once. */
public interface RetryQueue {

  /**
   * Sends a task.
   *
   * @param delay after which it arrives, at most {@link RetryDelays#MAX}
   */
  void enqueue(RetryTask summons, Duration delay);
}
