package dev.sluice.core.ratelimit;

import dev.sluice.core.hold.HoldStore;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.sending.SendOutcome.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Permits that grant nothing while marketing is held. */
public final class HoldAwarePermits implements RatePermits {

  /**
   * How long a read of the hold is cached: running workers stop within it, at one read each per
   * half minute.
   */
  public static final Duration HOLD_CACHE_DURATION = Duration.ofSeconds(30);

  /**
   * When to ask again: longer than any worker waits, so that it ends and the dispatcher queues the
   * shard again.
   */
  private static final Duration RETRY_DELAY = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final HoldStore holds;
  private final RatePermits permits;
  private final AtomicReference<Optional<CachedHold>> cached =
      new AtomicReference<>(Optional.empty());

  private record CachedHold(boolean isHeld, Instant until) {}

  /**
   * Creates the permits.
   *
   * @param permits grants while marketing is not held
   */
  public HoldAwarePermits(InstantSource clock, HoldStore holds, RatePermits permits) {
    this.clock = clock;
    this.holds = holds;
    this.permits = permits;
  }

  @Override
  public Grant tryAcquire(int wanted) {
    Instant now = clock.instant();
    return isHeld(now) ? new Grant(0, now.plus(RETRY_DELAY)) : permits.tryAcquire(wanted);
  }

  @Override
  public void onThrottled(Limit limit) {
    permits.onThrottled(limit);
  }

  private boolean isHeld(Instant now) {
    return cached
        .get()
        .filter(hold -> now.isBefore(hold.until()))
        .orElseGet(() -> refresh(now))
        .isHeld();
  }

  private CachedHold refresh(Instant now) {
    boolean isHeld = holds.load().filter(MarketingHold::isInForce).isPresent();
    CachedHold hold = new CachedHold(isHeld, now.plus(HOLD_CACHE_DURATION));
    cached.set(Optional.of(hold));
    return hold;
  }
}
