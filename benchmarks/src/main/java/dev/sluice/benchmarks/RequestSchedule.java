package dev.sluice.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random arrival times of requests, the same for the same seed.
 *
 * @param offsets from the beginning on, earliest first, to the millisecond
 */
record RequestSchedule(List<Duration> offsets) {

  private static final long SEED = 20261126;

  static RequestSchedule of(int count, Duration span) {
    SplittableRandom random = new SplittableRandom(SEED);
    return new RequestSchedule(
        random.longs(count, 0, span.toMillis()).sorted().mapToObj(Duration::ofMillis).toList());
  }
}
