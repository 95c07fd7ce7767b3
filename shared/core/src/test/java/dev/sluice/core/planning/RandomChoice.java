package dev.sluice.core.planning;

import java.util.List;
import java.util.random.RandomGenerator;

/** The lots that a case is drawn by: the same seed draws the same ones in the same order. */
record RandomChoice(RandomGenerator random) {

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** Returns a number from 0 on and below {@code bound}. */
  int below(int bound) {
    return random.nextInt(bound);
  }
}
