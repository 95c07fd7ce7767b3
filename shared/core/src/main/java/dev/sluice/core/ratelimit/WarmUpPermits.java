package dev.sluice.core.ratelimit;

import dev.sluice.core.sending.SendOutcome.Limit;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Permits of which no more are granted in a day of UTC than the ramp of a new domain allows.
 *
 * <p>Only what the account grants is counted, so that the day's count is exact; it is one write
 * more for each grant, and only while the domain is warming up.
 */
public final class WarmUpPermits implements RatePermits {

  private final InstantSource clock;
  private final Function<LocalDate, Optional<Long>> allowance;
  private final WarmUpCounter counter;
  private final RatePermits permits;
  private final AtomicReference<Optional<LocalDate>> exhausted =
      new AtomicReference<>(Optional.empty());

  /**
   * Creates the permits.
   *
   * @param allowance what may be sent on a day, empty once the domain is warm
   * @param permits the permits of the account
   */
  public WarmUpPermits(
      InstantSource clock,
      Function<LocalDate, Optional<Long>> allowance,
      WarmUpCounter count,
      RatePermits permits) {
    this.clock = clock;
    this.allowance = allowance;
    this.counter = count;
    this.permits = permits;
  }

  @Override
  public Grant tryAcquire(int wanted) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return allowance
        .apply(today)
        .map(most -> tryAcquire(today, wanted, most))
        .orElseGet(() -> permits.tryAcquire(wanted));
  }

  @Override
  public void onThrottled(Limit limit) {
    permits.onThrottled(limit);
  }

  @Override
  public Optional<SendingBlock> currentBlock() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return permits
        .currentBlock()
        .or(() ->
            allowance
                .apply(today)
                .filter(most -> counter.counted(today) >= most)
                .map(most -> new SendingBlock.WarmUpReached(most, tomorrow(today))));
  }

  private Grant tryAcquire(LocalDate today, int wanted, long most) {
    if (exhausted.get().filter(today::equals).isPresent()) {
      return untilTomorrow(0, today);
    }
    Grant grant = permits.tryAcquire(wanted);
    if (grant.granted() == 0) {
      return grant;
    }
    int counted = counter.reserve(today, grant.granted(), most);
    if (counted < grant.granted()) {
      exhausted.set(Optional.of(today));
      return untilTomorrow(counted, today);
    }
    return grant;
  }

  private static Grant untilTomorrow(int granted, LocalDate today) {
    return new Grant(granted, tomorrow(today));
  }

  private static Instant tomorrow(LocalDate today) {
    return today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
