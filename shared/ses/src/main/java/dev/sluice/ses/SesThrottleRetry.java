package dev.sluice.ses;

import dev.sluice.core.support.Sleeper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

/**
 * Retries of SES calls other than SendEmail when SES throttles them.
 *
 * <p>The client itself never retries, because a repeated SendEmail would send twice.
 *
 * @param clock the time
 * @param sleeper how to wait
 */
public record SesThrottleRetry(InstantSource clock, Sleeper sleeper) {

  /** Tries of one call: with a few calls, well below the time an API client waits. */
  private static final int MAX_TRIES = 4;

  /** SES allows about one call a second for most operations other than sending. */
  private static final Duration DELAY = Duration.ofSeconds(1);

  /** Returns the response of a call. */
  public <T> T call(Supplier<T> call) {
    for (int tried = 1; tried < MAX_TRIES; tried++) {
      try {
        return call.get();
      } catch (TooManyRequestsException throttled) {
        pause();
      }
    }
    return call.get();
  }

  private void pause() {
    try {
      sleeper.sleepUntil(clock.instant().plus(DELAY));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the request may be sent again", e);
    }
  }
}
