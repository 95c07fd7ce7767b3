package dev.sluice.benchmarks;

import java.util.List;

/** The median and the 99th percentile of measured values, by nearest rank. */
public record Percentiles(double median, double p99) {

  /** Returns the percentiles of at least one value. */
  static Percentiles of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return new Percentiles(at(sorted, 50), at(sorted, 99));
  }

  private static double at(List<Double> sorted, int percent) {
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }
}
