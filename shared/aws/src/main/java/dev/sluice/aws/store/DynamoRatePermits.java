package dev.sluice.aws.store;

import dev.sluice.aws.ses.AccountQuota;
import dev.sluice.aws.ses.SendingQuota;
import dev.sluice.aws.store.PermitSeconds.Taken;
import dev.sluice.aws.store.RateRoom.Used;
import dev.sluice.scheduling.delivery.RatePermits;
import dev.sluice.scheduling.delivery.Reserve;
import dev.sluice.scheduling.visit.SendOutcome.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Permits in the control table: an item per second counts those that were taken.
 *
 * <p>Marketing adds only while the second, so far, has room beside the least reserve, and while
 * marketing's own part of it leaves the reserve that recent peaks ask for; {@link
 * DynamoTransactionalPermits} adds without a condition, so that marketing makes way in the very
 * second in which transactional mail comes. The least reserve is also left of the day's quota, and
 * what SES throttles all the same is told to all workers by the same items.
 */
public final class DynamoRatePermits implements RatePermits {

  /** When to ask again while SES takes nothing, or only the reserve is left of the day's quota. */
  private static final Duration PARKED = Duration.ofMinutes(5);

  /**
   * How often a worker that is refused, as others were faster, doubles its wait: up to three
   * seconds. A refused write costs as much as another, and 16 workers at 14 a second would make
   * seven of them a message. Who got permits last tries every step, so that none is left unused.
   */
  private static final int MAX_DOUBLINGS = 4;

  private final PermitSeconds seconds;
  private final InstantSource clock;
  private final AccountQuota quota;
  private final Reserve reserve;
  private final RecentReserve recent;
  private final DayRoom day;
  private final Throttling throttling;
  private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(0, Used.NOTHING));
  private final AtomicInteger refusals = new AtomicInteger();

  /** What of a second was used when its item was last written or refused. */
  private record Seen(long second, Used used) {}

  /**
   * Creates it.
   *
   * @param reservePercent least share of the rate, and share of the day's quota, that is left for
   *     transactional mail, 0 to 90
   */
  public DynamoRatePermits(
      Tables tables, InstantSource clock, AccountQuota quota, int reservePercent) {
    this.seconds = new PermitSeconds(tables);
    this.clock = clock;
    this.quota = quota;
    this.reserve = new Reserve(reservePercent);
    this.recent = new RecentReserve(seconds, clock, reserve);
    this.day = new DayRoom(seconds, reserve);
    this.throttling = new Throttling(seconds, new ThrottledItem(tables));
  }

  @Override
  public Grant take(int wanted) {
    Instant now = clock.instant();
    if (throttling.catchUp(now)) {
      quota.doubt();
    }
    return throttling
        .pausedUntil(now)
        .map(until -> new Grant(0, until))
        .orElseGet(() -> take(wanted, quota.current(), now));
  }

  @Override
  public void throttled(Limit limit) {
    if (throttling.tell(clock.instant())) {
      quota.doubt();
    }
  }

  private Grant take(int wanted, SendingQuota current, Instant now) {
    long leftOfDay = current.enabled() ? day.left(current) : 0;
    if (leftOfDay <= 0) {
      return new Grant(0, now.plus(PARKED));
    }
    return throttling
        .rate(current, now)
        .map(rate -> take(wanted, room(rate, now).within(leftOfDay), now))
        .orElseGet(() -> new Grant(0, now.plus(Throttling.PAUSE)));
  }

  private RateRoom room(double rate, Instant now) {
    return RateRoom.at(now, rate, reserve.least(rate), recent.of(rate));
  }

  private Grant take(int wanted, RateRoom room, Instant now) {
    int granted = take(room, wanted);
    Optional<Instant> pausedUntil = throttling.pausedUntil(now);
    if (pausedUntil.isPresent()) {
      return new Grant(granted, pausedUntil.get());
    }
    Used used = seenUsed(room);
    if (room.left(used) > 0) {
      return new Grant(granted, now);
    }
    return new Grant(granted, room.nextAfter(used).plus(RateSlice.STEP.multipliedBy(skipped())));
  }

  /** Nothing after a grant or one refusal, then 1, 3, 7 and 15 steps. */
  private int skipped() {
    int doublings = Math.clamp(refusals.get() - 1, 0, MAX_DOUBLINGS);
    return (1 << doublings) - 1;
  }

  /** Takes what was asked for, or else once what the second has left so far. */
  private int take(RateRoom room, int wanted) {
    int asked = Math.min(wanted, room.left(seenUsed(room)));
    if (asked == 0) {
      return 0;
    }
    Taken taken = tryToTake(room, asked);
    if (taken.isTaken()) {
      return asked;
    }
    boolean isNews = taken.throttledAt().filter(throttling::hear).isPresent();
    if (isNews) {
      quota.doubt();
      return 0;
    }
    int left = Math.min(asked, room.left(seenUsed(room)));
    return left > 0 && tryToTake(room, left).isTaken() ? left : 0;
  }

  private Taken tryToTake(RateRoom room, int permits) {
    Taken taken = seconds.take(room, permits, throttling.heard());
    throttling.asked(room.second());
    seen.set(new Seen(room.second(), taken.used()));
    refusals.updateAndGet(before -> taken.isTaken() ? 0 : Math.min(before + 1, 1 + MAX_DOUBLINGS));
    return taken;
  }

  /** What is used never gets less within a second, so asking for what is gone can be spared. */
  private Used seenUsed(RateRoom room) {
    Seen last = seen.get();
    return last.second() == room.second() ? last.used() : Used.NOTHING;
  }
}
