package dev.sluice.benchmarks;

import java.util.Arrays;
import java.util.Random;

/** The durations of many equal operations, in nanoseconds. */
final class TimingSamples {

  /** The number of random halvings that noise is computed from. */
  private static final int HALVINGS = 200;

  private final long[] nanos;
  private int count;

  /** Creates exactly {@code size} samples. */
  TimingSamples(int size) {
    this.nanos = new long[size];
  }

  void add(long took) {
    nanos[count++] = took;
  }

  /** Returns a quantile, in microseconds. */
  double micros(double quantile) {
    return quantile(nanos, quantile) / 1_000.0;
  }

  /** Returns by how much these are slower than others at the median: 0.01 for one percent. */
  double slowerThan(TimingSamples others) {
    return (double) quantile(nanos, 0.5) / quantile(others.nanos, 0.5) - 1;
  }

  /**
   * Returns by how much two halves of these same timings differ at the median, at most, over
   * {@value #HALVINGS} random halvings: what a comparison shows where there is no difference.
   */
  double noise(Random random) {
    double most = 0;
    for (int i = 0; i < HALVINGS; i++) {
      long[] shuffled = shuffled(random);
      int middle = shuffled.length / 2;
      long one = quantile(Arrays.copyOf(shuffled, middle), 0.5);
      long other = quantile(Arrays.copyOfRange(shuffled, middle, shuffled.length), 0.5);
      most = Math.max(most, Math.abs((double) one / other - 1));
    }
    return most;
  }

  private long[] shuffled(Random random) {
    long[] copy = nanos.clone();
    for (int i = copy.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long swapped = copy[i];
      copy[i] = copy[j];
      copy[j] = swapped;
    }
    return copy;
  }

  private static long quantile(long[] values, double quantile) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * quantile))];
  }
}
