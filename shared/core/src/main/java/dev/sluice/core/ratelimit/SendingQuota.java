package dev.sluice.core.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the account may send.
 *
 * @param perSecond recipients per second, may be below 1; above 0 if enabled
 * @param perDay recipients in any 24 hours, empty if unlimited
 * @param sentLast24Hours recipients in the last 24 hours, 0 or more; 0 if not known
 * @param enabled whether marketing may be sent: SES takes mail from the account, at a rate above 0,
 *     and has it neither on probation nor shut down
 * @param readAt when it was read from SES, empty if it is configured
 */
public record SendingQuota(
    double perSecond,
    Optional<Long> perDay,
    long sentLast24Hours,
    boolean enabled,
    Optional<Instant> readAt) {

  /** Creates a quota that is configured rather than read from SES. */
  public SendingQuota(
      double perSecond, Optional<Long> perDay, long sentLast24Hours, boolean enabled) {
    this(perSecond, perDay, sentLast24Hours, enabled, Optional.empty());
  }

  /** Returns how many recipients are left of the last 24 hours, empty if unlimited. */
  public Optional<Long> remainingToday() {
    return perDay.map(most -> Math.max(0, most - sentLast24Hours));
  }

  /** Returns how many recipients a day can have at most: by the quota, or else by the rate. */
  public long maxPerDay() {
    return perDay.orElseGet(() -> (long) (perSecond * Duration.ofDays(1).toSeconds()));
  }

  /** Returns the quota after so many more recipients. */
  public SendingQuota plusSent(long recipients) {
    return new SendingQuota(perSecond, perDay, sentLast24Hours + recipients, enabled, readAt);
  }
}
