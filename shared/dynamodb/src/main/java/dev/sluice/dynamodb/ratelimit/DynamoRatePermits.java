package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.ratelimit.AccountQuota;
import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.ratelimit.Reserve;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.ratelimit.SendingQuota;
import dev.sluice.core.sending.SendOutcome.Limit;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.ratelimit.PermitCounters.TakeResult;
import dev.sluice.dynamodb.ratelimit.RateBudget.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Permits in the control table: an item per second counts those that were taken.
 *
 * <p>Marketing adds only while the second has permits left beside the least reserve, and while
 * marketing's own part of it leaves the reserve that recent peaks require; {@link
 * DynamoTransactionalPermits} adds without a condition, so that marketing makes way in the very
 * second in which transactional mail comes. The least reserve is also left of the day's quota, and
 * throttling by SES despite permits is shared with all workers by the same items.
 */
public final class DynamoRatePermits implements RatePermits {

  /**
   * When to ask again while SES accepts nothing, or only the reserve is left of the day's quota.
   */
  private static final Duration NO_QUOTA_DELAY = Duration.ofMinutes(5);

  /**
   * How often a worker that is refused, as others were faster, doubles its wait: up to three
   * seconds. A refused write costs as much as another, and 16 workers at 14 a second would make
   * seven of them a message. The worker that got permits last tries every step, so that none is
   * left unused.
   */
  private static final int MAX_DOUBLINGS = 4;

  private final PermitCounters seconds;
  private final InstantSource clock;
  private final AccountQuota quota;
  private final Reserve reserve;
  private final AdaptiveReserve adaptiveReserve;
  private final DailyBudget dailyBudget;
  private final ThrottleBroadcast throttleBroadcast;
  private final AtomicReference<SecondUsage> lastUsage =
      new AtomicReference<>(new SecondUsage(0, Usage.NONE));
  private final AtomicInteger consecutiveRefusals = new AtomicInteger();

  /** What of a second was used when its item was last written or refused. */
  private record SecondUsage(long second, Usage used) {}

  /**
   * Creates the permits.
   *
   * @param reservePercent least share of the rate, and share of the day's quota, that is left for
   *     transactional mail, 0 to 90
   */
  public DynamoRatePermits(
      DynamoTables tables, InstantSource clock, AccountQuota quota, int reservePercent) {
    this.seconds = new PermitCounters(tables);
    this.clock = clock;
    this.quota = quota;
    this.reserve = new Reserve(reservePercent);
    this.adaptiveReserve = new AdaptiveReserve(seconds, clock, reserve);
    this.dailyBudget = new DailyBudget(seconds, reserve);
    this.throttleBroadcast = new ThrottleBroadcast(seconds, new LastThrottleItem(tables));
  }

  @Override
  public Grant tryAcquire(int wanted) {
    Instant now = clock.instant();
    if (throttleBroadcast.catchUp(now)) {
      quota.refreshSoon();
    }
    return throttleBroadcast
        .pausedUntil(now)
        .map(until -> new Grant(0, until))
        .orElseGet(() -> take(wanted, quota.current(), now));
  }

  @Override
  public void onThrottled(Limit limit) {
    if (throttleBroadcast.broadcast(clock.instant())) {
      quota.refreshSoon();
    }
  }

  @Override
  public Optional<SendingBlock> currentBlock() {
    SendingQuota current;
    try {
      current = quota.current();
    } catch (IllegalStateException unknown) {
      return Optional.of(new SendingBlock.QuotaUnknown());
    }
    if (!current.enabled()) {
      return Optional.of(new SendingBlock.SendingDisabled(current.perSecond()));
    }
    return current
        .perDay()
        .filter(_ -> dailyBudget.remaining(current) <= 0)
        .map(perDay ->
            new SendingBlock.DailyQuotaReached(
                perDay, reserve.reservedDailyQuota(perDay), current.sentLast24Hours()));
  }

  private Grant take(int wanted, SendingQuota current, Instant now) {
    long leftOfDay = current.enabled() ? dailyBudget.remaining(current) : 0;
    if (leftOfDay <= 0) {
      return new Grant(0, now.plus(NO_QUOTA_DELAY));
    }
    return throttleBroadcast
        .rate(current, now)
        .map(rate -> take(wanted, budget(rate, now).limitedTo(leftOfDay), now))
        .orElseGet(() -> new Grant(0, now.plus(ThrottleBroadcast.PAUSE)));
  }

  private RateBudget budget(double rate, Instant now) {
    return RateBudget.at(now, rate, reserve.minimumRate(rate), adaptiveReserve.forRate(rate));
  }

  private Grant take(int wanted, RateBudget budget, Instant now) {
    int granted = take(budget, wanted);
    Optional<Instant> pausedUntil = throttleBroadcast.pausedUntil(now);
    if (pausedUntil.isPresent()) {
      return new Grant(granted, pausedUntil.get());
    }
    Usage used = knownUsage(budget);
    if (budget.remaining(used) > 0) {
      return new Grant(granted, now);
    }
    return new Grant(
        granted, budget.nextPermitAt(used).plus(RateWindow.STEP.multipliedBy(skippedSteps())));
  }

  /** Nothing after a grant or one refusal, then 1, 3, 7 and 15 steps. */
  private int skippedSteps() {
    int doublings = Math.clamp(consecutiveRefusals.get() - 1, 0, MAX_DOUBLINGS);
    return (1 << doublings) - 1;
  }

  /** Takes what was asked for, or else once what the second has left so far. */
  private int take(RateBudget budget, int wanted) {
    int asked = Math.min(wanted, budget.remaining(knownUsage(budget)));
    if (asked == 0) {
      return 0;
    }
    TakeResult taken = tryTake(budget, asked);
    if (taken.isTaken()) {
      return asked;
    }
    boolean isNews = taken.throttledAt().filter(throttleBroadcast::observe).isPresent();
    if (isNews) {
      quota.refreshSoon();
      return 0;
    }
    int left = Math.min(asked, budget.remaining(knownUsage(budget)));
    return left > 0 && tryTake(budget, left).isTaken() ? left : 0;
  }

  private TakeResult tryTake(RateBudget budget, int permits) {
    TakeResult taken = seconds.tryTake(budget, permits, throttleBroadcast.lastThrottledAt());
    throttleBroadcast.markChecked(budget.second());
    lastUsage.set(new SecondUsage(budget.second(), taken.used()));
    consecutiveRefusals.updateAndGet(
        before -> taken.isTaken() ? 0 : Math.min(before + 1, 1 + MAX_DOUBLINGS));
    return taken;
  }

  /** What is used never gets less within a second, so asking for what is gone can be spared. */
  private Usage knownUsage(RateBudget budget) {
    SecondUsage last = lastUsage.get();
    return last.second() == budget.second() ? last.used() : Usage.NONE;
  }
}
