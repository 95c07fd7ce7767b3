package dev.sluice.core.support;

import java.time.Duration;

/** Formats durations as people write them and as {@link Duration#parse} reads them. */
public final class Durations {

  private static final Duration DAY = Duration.ofDays(1);

  private Durations() {}

  /**
   * Returns a duration in ISO 8601: whole days as days, such as {@code P7D} rather than {@code
   * PT168H}, anything else as {@link Duration} writes it. A day has 24 hours.
   */
  public static String toIsoText(Duration duration) {
    long days = duration.toDays();
    boolean whole = days != 0 && duration.equals(DAY.multipliedBy(days));
    return whole ? "P" + days + "D" : duration.toString();
  }
}
