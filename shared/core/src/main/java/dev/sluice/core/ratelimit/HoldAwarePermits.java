package dev.sluice.core.ratelimit;

import dev.sluice.core.hold.HoldStore;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.sending.SendOutcome.Limit;
import dev.sluice.core.support.ExpiringCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Permits that grant nothing while marketing is held. */
public final class HoldAwarePermits implements RatePermits {

  /**
   * How long a read of the hold is cached: running workers stop within it, at one read each per
   * half minute.
   */
  public static final Duration HOLD_CACHE_DURATION = Duration.ofSeconds(30);

  /**
   * When to ask again: longer than any worker waits, so that it ends, and short, so that the first
   * dispatch after the hold queues the shard again. During the hold no shard is queued.
   */
  private static final Duration RETRY_DELAY = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final RatePermits permits;
  private final Supplier<Boolean> isHeld;

  /**
   * Creates the permits.
   *
   * @param permits grants while marketing is not held
   */
  public HoldAwarePermits(InstantSource clock, HoldStore holds, RatePermits permits) {
    this.clock = clock;
    this.permits = permits;
    this.isHeld =
        ExpiringCache.ofOne(
            clock,
            ExpiringCache.Options.maxAge(HOLD_CACHE_DURATION),
            () -> holds.load().filter(MarketingHold::isInForce).isPresent());
  }

  @Override
  public Grant tryAcquire(int wanted) {
    return isHeld.get()
        ? new Grant(0, clock.instant().plus(RETRY_DELAY))
        : permits.tryAcquire(wanted);
  }

  @Override
  public void onThrottled(Limit limit) {
    permits.onThrottled(limit);
  }
}
