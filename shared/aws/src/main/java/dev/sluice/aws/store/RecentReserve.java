package dev.sluice.aws.store;

import dev.sluice.scheduling.delivery.Reserve;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The reserve of the sending rate, as the transactional peaks of the last minutes ask for it. */
final class RecentReserve {

  /** How long a look at the peaks is believed: two queries a minute for each worker. */
  private static final Duration LIFE = Duration.ofSeconds(30);

  private final PermitSeconds seconds;
  private final InstantSource clock;
  private final Reserve reserve;
  private final AtomicReference<Optional<Look>> last = new AtomicReference<>(Optional.empty());

  private record Look(double rate, double perSecond, Instant until) {

    boolean holds(double asked, Instant now) {
      return asked == rate && now.isBefore(until);
    }
  }

  RecentReserve(PermitSeconds seconds, InstantSource clock, Reserve reserve) {
    this.seconds = seconds;
    this.clock = clock;
    this.reserve = reserve;
  }

  /**
   * Returns what is reserved of a rate, in recipients per second; another rate is looked at anew.
   */
  double of(double rate) {
    Instant now = clock.instant();
    return last.get()
        .filter(look -> look.holds(rate, now))
        .orElseGet(() -> look(rate, now))
        .perSecond();
  }

  /** The present second is left out: what it has of transactional mail is in its own count. */
  private Look look(double rate, Instant now) {
    long until = now.getEpochSecond();
    double perSecond =
        reserve.inForce(rate, seconds.transactional(until - Reserve.MEMORY.toSeconds(), until));
    Look look = new Look(rate, perSecond, now.plus(LIFE));
    last.set(Optional.of(look));
    return look;
  }
}
