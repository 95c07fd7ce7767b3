package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.ratelimit.Reserve;
import dev.sluice.core.ratelimit.SendingQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The part of the day's quota that is left for marketing when a second begins.
 *
 * <p>It is the quota without its reserve when it was read from SES, less what all senders may have
 * sent since then at the full rate, less the permits that were granted by then and that SES may not
 * have counted. So it is never more than there is, and may be less for as long as messages are on
 * their way: a request minutes later gets the rest.
 *
 * <p>All workers compute the same, and the write that takes permits keeps what marketing takes
 * within a second below it; hence no number of workers exceeds marketing's share together.
 *
 * <p>No {@code ExpiringCache} holds the sample, since it is valid for one answer of SES, not a
 * time.
 */
final class DailyBudget {

  /**
   * How long after it was granted a permit may be used and not yet counted by SES: a write, a call
   * of SES that takes 12 s at most, and a few refills where one decision needs more than a step
   * has.
   */
  private static final Duration UNCOUNTED = Duration.ofSeconds(30);

  /**
   * Messages on their way are not counted while more is left than twice what the full rate makes in
   * that time: marketing's part of it is less, and transactional mail cannot add as much.
   */
  private static final double FAR_FROM_LIMIT = 2.0 * UNCOUNTED.toSeconds();

  private final PermitCounters seconds;
  private final Reserve reserve;
  private final AtomicReference<Optional<InFlightSample>> last =
      new AtomicReference<>(Optional.empty());

  private record InFlightSample(Instant readAt, long inFlight) {}

  DailyBudget(PermitCounters seconds, Reserve reserve) {
    this.seconds = seconds;
    this.reserve = reserve;
  }

  /**
   * Returns how many permits marketing may have used of the present second, 0 or less if none.
   *
   * @param quota as it is when the second begins
   */
  long remaining(SendingQuota quota) {
    return quota
        .remainingToday()
        .map(left -> remaining(left - reserved(quota), quota))
        .orElse(Long.MAX_VALUE);
  }

  private long remaining(long beside, SendingQuota quota) {
    boolean isFar = beside > FAR_FROM_LIMIT * quota.perSecond();
    return isFar || beside <= 0 ? beside : beside - quota.readAt().map(this::inFlight).orElse(0L);
  }

  private long reserved(SendingQuota quota) {
    return quota.perDay().map(reserve::reservedDailyQuota).orElse(0L);
  }

  private long inFlight(Instant readAt) {
    return last.get()
        .filter(look -> look.readAt().equals(readAt))
        .orElseGet(() -> sample(readAt))
        .inFlight();
  }

  /** What is granted in the answer's own second is among what may have been sent since. */
  private InFlightSample sample(Instant readAt) {
    long second = readAt.getEpochSecond();
    InFlightSample look =
        new InFlightSample(readAt, seconds.used(second - UNCOUNTED.toSeconds(), second));
    last.set(Optional.of(look));
    return look;
  }
}
