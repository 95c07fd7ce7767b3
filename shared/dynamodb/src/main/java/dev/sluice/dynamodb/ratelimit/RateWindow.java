package dev.sluice.dynamodb.ratelimit;

import java.time.Duration;
import java.time.Instant;

/**
 * A second, and how many of its permits may have been taken by the end of the present step.
 *
 * <p>Permits come evenly, a step's share at a time: those of two seconds taken on either side of
 * the edge would be up to twice the rate at once, which is more than SES's burst allows. What an
 * earlier step of the same second left over can still be taken.
 *
 * @param epochSecond the second since the epoch
 * @param step the step of the second, 0 to 4
 * @param rate permits per second
 */
record RateWindow(long epochSecond, int step, double rate) {

  /** Steps of a second: fine enough for SES's burst, few enough to avoid most refused writes. */
  private static final int STEPS = 5;

  private static final int STEP_MILLIS = 1_000 / STEPS;

  /** How long a step lasts. */
  static final Duration STEP = Duration.ofMillis(STEP_MILLIS);

  /** Returns the slice of an instant at a rate per second. */
  static RateWindow at(Instant instant, double rate) {
    long millis = instant.toEpochMilli();
    int step = Math.floorMod(millis, 1_000) / STEP_MILLIS;
    return new RateWindow(Math.floorDiv(millis, 1_000L), step, rate);
  }

  /**
   * Returns the permits of this second until the end of this step; over time they add up to the
   * rate exactly, also where the rate is no whole number.
   */
  int capacity() {
    return capacityAt(step);
  }

  /** Returns when a permit comes beyond the {@code used} ones of this second, at most its end. */
  Instant nextPermitAt(long used) {
    int next = step + 1;
    while (next < STEPS && capacityAt(next) <= used) {
      next++;
    }
    return Instant.ofEpochSecond(epochSecond).plusMillis((long) next * STEP_MILLIS);
  }

  private int capacityAt(int someStep) {
    // Counted within the day, where products of seconds and rates are exact enough.
    long ofDay = Math.floorMod(epochSecond, 86_400L);
    long until = (long) Math.floor((ofDay * STEPS + someStep + 1) * rate / STEPS);
    return Math.toIntExact(until - (long) Math.floor(ofDay * rate));
  }
}
