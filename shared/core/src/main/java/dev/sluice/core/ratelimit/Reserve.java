package dev.sluice.core.ratelimit;

import java.time.Duration;
import java.util.SortedMap;

/**
 * The share of the sending rate and of the day's quota that marketing leaves to transactional mail.
 *
 * <p>Of the rate it is the least share, or what the busiest moment of the last {@link #PEAK_WINDOW}
 * took and a quarter more, whichever is more, up to nine tenths: marketing never stands still for
 * it. Without transactional mail it is the least share. After a burst it stays high for as long as
 * the burst is remembered.
 *
 * @param minimumPercent 0 to {@value #MAX_PERCENT}
 */
public record Reserve(int minimumPercent) {

  /** The most that is reserved, in percent. */
  public static final int MAX_PERCENT = 90;

  /** How long a peak is remembered: order and sign-in traffic of a shop changes over hours. */
  public static final Duration PEAK_WINDOW = Duration.ofMinutes(15);

  /** The next peak is rarely more than a quarter above those of the last minutes. */
  private static final double HEADROOM = 1.25;

  /**
   * A moment is a second, but at low rates as long as so many messages take: a single receipt in a
   * second is no peak of one a second where the account may send one a second.
   */
  private static final double MOMENT_MESSAGES = 10;

  public Reserve {
    if (minimumPercent < 0 || minimumPercent > MAX_PERCENT) {
      throw new IllegalArgumentException(
          "least share is " + minimumPercent + " percent; use 0 to 90");
    }
  }

  /** Returns the least part of a rate that is reserved, in recipients per second. */
  public double minimumRate(double rate) {
    return rate * minimumPercent / 100;
  }

  /**
   * Returns the part of a rate that is reserved, in recipients per second.
   *
   * @param rate above 0, may be below 1
   * @param recent transactional recipients by the second since the epoch; seconds may be missing
   */
  public double reservedRate(double rate, SortedMap<Long, Long> recent) {
    double most = rate * MAX_PERCENT / 100;
    return Math.min(most, Math.max(minimumRate(rate), peak(rate, recent) * HEADROOM));
  }

  /** Returns what is reserved of a day's quota: rounded up, so that a small one has it at all. */
  public long reservedDailyQuota(long perDay) {
    return Math.ceilDiv(perDay * minimumPercent, 100L);
  }

  private static double peak(double rate, SortedMap<Long, Long> recent) {
    long seconds = Math.clamp((long) Math.ceil(MOMENT_MESSAGES / rate), 1, PEAK_WINDOW.toSeconds());
    long highest =
        recent.keySet().stream()
            .mapToLong(first ->
                recent.subMap(first, first + seconds).values().stream()
                    .mapToLong(Long::longValue)
                    .sum())
            .max()
            .orElse(0);
    return (double) highest / seconds;
  }
}
