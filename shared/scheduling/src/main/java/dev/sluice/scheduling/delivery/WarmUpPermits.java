package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.visit.SendOutcome.Limit;
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
  private final WarmUpCount count;
  private final RatePermits permits;
  private final AtomicReference<Optional<LocalDate>> spent =
      new AtomicReference<>(Optional.empty());

  /**
   * Creates them.
   *
   * @param allowance what may be sent on a day, empty once the domain is warm
   * @param permits the account's
   */
  public WarmUpPermits(
      InstantSource clock,
      Function<LocalDate, Optional<Long>> allowance,
      WarmUpCount count,
      RatePermits permits) {
    this.clock = clock;
    this.allowance = allowance;
    this.count = count;
    this.permits = permits;
  }

  @Override
  public Grant take(int wanted) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return allowance
        .apply(today)
        .map(most -> take(today, wanted, most))
        .orElseGet(() -> permits.take(wanted));
  }

  @Override
  public void throttled(Limit limit) {
    permits.throttled(limit);
  }

  private Grant take(LocalDate today, int wanted, long most) {
    if (spent.get().filter(today::equals).isPresent()) {
      return untilTomorrow(0, today);
    }
    Grant grant = permits.take(wanted);
    if (grant.granted() == 0) {
      return grant;
    }
    int counted = count.take(today, grant.granted(), most);
    if (counted < grant.granted()) {
      spent.set(Optional.of(today));
      return untilTomorrow(counted, today);
    }
    return grant;
  }

  private static Grant untilTomorrow(int granted, LocalDate today) {
    Instant tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Grant(granted, tomorrow);
  }
}
