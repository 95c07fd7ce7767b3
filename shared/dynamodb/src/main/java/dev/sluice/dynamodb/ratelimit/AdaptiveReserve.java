package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.ratelimit.Reserve;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The reserve of the sending rate, as the transactional peaks of the last minutes ask for it. */
final class AdaptiveReserve {

  /** How long the peaks are cached: two queries a minute for each worker. */
  private static final Duration CACHE_DURATION = Duration.ofSeconds(30);

  private final PermitCounters seconds;
  private final InstantSource clock;
  private final Reserve reserve;
  private final AtomicReference<Optional<ReserveSample>> last =
      new AtomicReference<>(Optional.empty());

  private record ReserveSample(double rate, double perSecond, Instant until) {

    boolean isValidFor(double asked, Instant now) {
      return asked == rate && now.isBefore(until);
    }
  }

  AdaptiveReserve(PermitCounters seconds, InstantSource clock, Reserve reserve) {
    this.seconds = seconds;
    this.clock = clock;
    this.reserve = reserve;
  }

  /**
   * Returns what is reserved of a rate, in recipients per second; another rate is computed again.
   */
  double forRate(double rate) {
    Instant now = clock.instant();
    return last.get()
        .filter(look -> look.isValidFor(rate, now))
        .orElseGet(() -> sample(rate, now))
        .perSecond();
  }

  /** The present second is left out: what it has of transactional mail is in its own count. */
  private ReserveSample sample(double rate, Instant now) {
    long until = now.getEpochSecond();
    double perSecond =
        reserve.reservedRate(
            rate, seconds.transactionalBySecond(until - Reserve.PEAK_WINDOW.toSeconds(), until));
    ReserveSample look = new ReserveSample(rate, perSecond, now.plus(CACHE_DURATION));
    last.set(Optional.of(look));
    return look;
  }
}
