package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.hold.HoldStore;
import dev.sluice.scheduling.hold.MarketingHold;
import dev.sluice.scheduling.visit.SendOutcome.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Permits that grant nothing while marketing is held. */
public final class HeldPermits implements RatePermits {

  /**
   * How long a look at the hold is believed: workers that run stop within it, at one read each per
   * half minute.
   */
  public static final Duration LIFE = Duration.ofSeconds(30);

  /**
   * When to ask again: beyond any worker's patience, so that it ends and the tick calls another.
   */
  private static final Duration PARKED = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final HoldStore holds;
  private final RatePermits permits;
  private final AtomicReference<Optional<Look>> last = new AtomicReference<>(Optional.empty());

  private record Look(boolean isHeld, Instant until) {}

  /**
   * Creates them.
   *
   * @param permits whom to ask while marketing is not held
   */
  public HeldPermits(InstantSource clock, HoldStore holds, RatePermits permits) {
    this.clock = clock;
    this.holds = holds;
    this.permits = permits;
  }

  @Override
  public Grant take(int wanted) {
    Instant now = clock.instant();
    return isHeld(now) ? new Grant(0, now.plus(PARKED)) : permits.take(wanted);
  }

  @Override
  public void throttled(Limit limit) {
    permits.throttled(limit);
  }

  private boolean isHeld(Instant now) {
    return last.get()
        .filter(look -> now.isBefore(look.until()))
        .orElseGet(() -> look(now))
        .isHeld();
  }

  private Look look(Instant now) {
    boolean isHeld = holds.read().filter(MarketingHold::isInForce).isPresent();
    Look look = new Look(isHeld, now.plus(LIFE));
    last.set(Optional.of(look));
    return look;
  }
}
