package dev.sluice.local.clock;

import java.time.Duration;

/**
 * How fast virtual time may pass at most.
 *
 * @param timesRealTime virtual seconds per real second, above 0; infinite means as fast as the work
 *     allows
 */
public record Pace(double timesRealTime) {

  /** No limit: a fortnight takes as long as its work. */
  public static final Pace UNLIMITED = new Pace(Double.POSITIVE_INFINITY);

  public Pace {
    if (!(timesRealTime > 0)) {
      throw new IllegalArgumentException(
          "pace %s: give the virtual seconds per real second, above 0".formatted(timesRealTime));
    }
  }

  /** Returns a pace of at most {@code times} virtual seconds per real second. */
  public static Pace times(double times) {
    return new Pace(times);
  }

  /** Returns the real nanoseconds that {@code virtual} takes at least. */
  long nanosFor(Duration virtual) {
    return (long) (virtual.toMillis() * 1e6 / timesRealTime);
  }
}
