package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.ratelimit.Reserve;
import dev.sluice.core.support.ExpiringCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The reserve of the sending rate, computed from the transactional peaks of the last minutes. */
final class AdaptiveReserve {

  /** How long a reserve is cached: two queries a minute for each worker. */
  private static final Duration CACHE_DURATION = Duration.ofSeconds(30);

  private final PermitCounters seconds;
  private final InstantSource clock;
  private final Reserve reserve;
  private final ExpiringCache<Double, Double> reservedByRate;

  AdaptiveReserve(PermitCounters seconds, InstantSource clock, Reserve reserve) {
    this.seconds = seconds;
    this.clock = clock;
    this.reserve = reserve;
    this.reservedByRate =
        new ExpiringCache<>(
            clock,
            ExpiringCache.Options.maxAge(CACHE_DURATION).withMaxEntries(1),
            rate -> Optional.of(compute(rate)));
  }

  /**
   * Returns what is reserved of a rate, in recipients per second; another rate is computed again.
   */
  double forRate(double rate) {
    return reservedByRate.get(rate).orElseThrow();
  }

  /** Excludes the present second: what it has of transactional mail is in its own count. */
  private double compute(double rate) {
    long until = clock.instant().getEpochSecond();
    return reserve.reservedRate(
        rate, seconds.transactionalBySecond(until - Reserve.PEAK_WINDOW.toSeconds(), until));
  }
}
