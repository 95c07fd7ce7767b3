package dev.sluice.core.ratelimit;

import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.HoldStore;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.hold.SendingProbe;
import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.core.sending.SendOutcome.Limit;
import dev.sluice.core.support.ExpiringCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
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
  private final HoldStore holds;
  private final WithheldRunStore withheldRuns;
  private final SendingProbe probe;
  private final Supplier<Optional<MarketingHold>> hold;

  /**
   * Creates the permits.
   *
   * @param withheldRuns when a few permits are granted during a hold, see {@link SendingProbe}
   * @param permits grants while marketing is not held
   */
  public HoldAwarePermits(
      InstantSource clock, HoldStore holds, WithheldRunStore withheldRuns, RatePermits permits) {
    this.clock = clock;
    this.holds = holds;
    this.withheldRuns = withheldRuns;
    this.probe = new SendingProbe(clock, withheldRuns);
    this.permits = permits;
    this.hold =
        ExpiringCache.ofOne(
            clock,
            ExpiringCache.Options.maxAge(HOLD_CACHE_DURATION),
            () -> holds.load().filter(MarketingHold::isInForce));
  }

  @Override
  public Grant tryAcquire(int wanted) {
    Optional<MarketingHold> held = hold.get();
    if (held.isEmpty()) {
      return permits.tryAcquire(wanted);
    }
    return probe.isDue(held.get())
        ? permits.tryAcquire(Math.min(wanted, SendingProbe.MAX_MESSAGES))
        : new Grant(0, clock.instant().plus(RETRY_DELAY));
  }

  @Override
  public void onThrottled(Limit limit) {
    permits.onThrottled(limit);
  }

  /** Reads the hold as it is stored. */
  @Override
  public Optional<SendingBlock> currentBlock() {
    return holds
        .load()
        .filter(MarketingHold::isInForce)
        .<SendingBlock>map(held ->
            new SendingBlock.Held(
                held,
                withheldRuns
                    .load()
                    .filter(_ -> held.reasons().contains(HoldReason.SENDING_WITHHELD))))
        .or(permits::currentBlock);
  }
}
