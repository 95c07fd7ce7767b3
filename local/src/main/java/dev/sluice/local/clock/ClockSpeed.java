package dev.sluice.local.clock;

import java.time.Duration;

/**
 * How fast virtual time may pass at most.
 *
 * @param timesRealTime virtual seconds per real second, above 0; infinite means as fast as the work
 *     allows
 */
public record ClockSpeed(double timesRealTime) {

  /** No limit: a fortnight takes as long as its work. */
  public static final ClockSpeed UNLIMITED = new ClockSpeed(Double.POSITIVE_INFINITY);

  public ClockSpeed {
    if (!(timesRealTime > 0)) {
      throw new IllegalArgumentException(
          "pace %s: give the virtual seconds per real second, above 0".formatted(timesRealTime));
    }
  }

  /** Returns a pace of at most {@code times} virtual seconds per real second. */
  public static ClockSpeed times(double times) {
    return new ClockSpeed(times);
  }

  /** Returns the real nanoseconds that {@code virtual} takes at least. */
  long nanosFor(Duration virtual) {
    return (long) (virtual.toMillis() * 1e6 / timesRealTime);
  }
}
