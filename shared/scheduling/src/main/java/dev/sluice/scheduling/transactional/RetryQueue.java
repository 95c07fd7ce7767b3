package dev.sluice.scheduling.transactional;

import java.time.Duration;

/** Calls that arrive later, at least once each. */
public interface RetryQueue {

  /**
   * Sends a call.
   *
   * @param delay after which it arrives, at most {@link RetryDelays#MAX}
   */
  void call(Summons summons, Duration delay);
}
