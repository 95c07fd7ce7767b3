package dev.sluice.core.delivery;

import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.support.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A wait until no worker can hand a message to SES by rules that were changed before it.
 *
 * <p>A worker hands over only within {@link HandOverWindow#LENGTH} after a read that found the
 * rules unchanged, so that a change which is stored takes effect everywhere within that time.
 * Without a worker there is nothing to wait for: one that takes a lease later loads the rules after
 * that.
 */
public record HandOverBarrier(InstantSource clock, Sleeper sleeper, ShardStore shards) {

  /**
   * How long a message that was let through takes at most to be on its way: the time in which the
   * client of SES gives up on a connection.
   */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** How much the clocks of two functions may differ; Lambda's are milliseconds apart. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(1);

  /** The longest wait. */
  public static final Duration MAX_WAIT =
      HandOverWindow.LENGTH.plus(CONNECT_TIMEOUT).plus(CLOCK_DIFFERENCE);

  /**
   * Returns once a change of the rules that was stored before this call is in effect everywhere:
   * immediately if no worker holds a lease, within {@link #MAX_WAIT} otherwise.
   *
   * @throws InterruptedException if interrupted while waiting
   */
  public void await() throws InterruptedException {
    Instant now = clock.instant();
    if (shards.statuses().stream().anyMatch(status -> status.isLeasedAt(now))) {
      sleeper.sleepUntil(now.plus(MAX_WAIT));
    }
  }
}
