package dev.sluice.aws.store;

import java.time.Instant;

/**
 * A second and the permits it has.
 *
 * @param number the second since the epoch
 * @param capacity permits of this second; over time they add up to the rate exactly, also where the
 *     rate is no whole number
 */
record RateSlice(long number, int capacity) {

  /** Returns the slice of an instant at a rate per second. */
  static RateSlice at(Instant instant, double rate) {
    long number = instant.getEpochSecond();
    // Counted within the day, where products of seconds and rates are exact enough.
    long ofDay = Math.floorMod(number, 86_400L);
    long capacity = (long) Math.floor((ofDay + 1) * rate) - (long) Math.floor(ofDay * rate);
    return new RateSlice(number, Math.toIntExact(capacity));
  }

  Instant end() {
    return Instant.ofEpochSecond(number + 1);
  }
}
