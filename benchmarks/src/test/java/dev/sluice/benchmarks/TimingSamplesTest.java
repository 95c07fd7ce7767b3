package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Timings")
class TimingSamplesTest {

  private final Random random = new Random(1);

  @Test
  @DisplayName("are slower than others by the difference of the medians")
  void comparesMedians() {
    TimingSamples others = around(100_000);

    assertThat(around(150_000).slowerThan(others)).isCloseTo(0.5, within(0.01));
    assertThat(others.slowerThan(others)).isZero();
    assertThat(others.micros(0.5)).isCloseTo(100, within(1.0));
  }

  @Test
  @DisplayName("differ among themselves by noise, which another 10 % stand out of")
  void measuresNoiseBetweenHalves() {
    TimingSamples some = around(100_000);

    assertThat(some.noise(random)).isBetween(0.0, 0.03);
    assertThat(around(110_000).slowerThan(some)).isGreaterThan(some.noise(random));
    assertThat(around(100_000).slowerThan(some)).isBetween(-0.01, 0.01);
  }

  /** A thousand, a tenth to either side. */
  private TimingSamples around(long nanos) {
    TimingSamples timings = new TimingSamples(1_000);
    for (int i = 0; i < 1_000; i++) {
      timings.add(nanos + random.nextLong(-nanos / 10, nanos / 10));
    }
    return timings;
  }
}
