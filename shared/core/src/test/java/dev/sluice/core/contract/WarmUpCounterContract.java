package dev.sluice.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.ratelimit.WarmUpCounter;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link WarmUpCounter} does. */
public abstract class WarmUpCounterContract implements ConcurrencyContract {

  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  /** Returns counts of which nothing is taken, the same ones during a test. */
  protected abstract WarmUpCounter count();

  @Test
  @DisplayName("a day has so many and no more")
  void limitsDay() {
    assertThat(count().reserve(MONDAY, 40, 100)).isEqualTo(40);
    assertThat(count().reserve(MONDAY, 40, 100)).isEqualTo(40);
    assertThat(count().reserve(MONDAY, 40, 100)).isEqualTo(20);
    assertThat(count().reserve(MONDAY, 40, 100)).isZero();
    assertThat(count().counted(MONDAY)).isEqualTo(100);
    assertThat(count().counted(MONDAY.plusDays(1))).isZero();
  }

  @Test
  @DisplayName("more than a day has is cut to what it has")
  void limitsGrantToTheDay() {
    assertThat(count().reserve(MONDAY, 1_000, 100)).isEqualTo(100);
  }

  @Test
  @DisplayName("every day is counted for itself")
  void countsEachDaySeparately() {
    count().reserve(MONDAY, 100, 100);
    assertThat(count().reserve(MONDAY.plusDays(1), 100, 150)).isEqualTo(100);
  }

  @Test
  @DisplayName("a day whose ramp is lowered has nothing left")
  void grantsNothingAfterLoweredRamp() {
    count().reserve(MONDAY, 100, 100);
    assertThat(count().reserve(MONDAY, 1, 50)).isZero();
    assertThat(count().reserve(MONDAY, 100, 150)).as("raised again").isEqualTo(50);
  }

  @Test
  @DisplayName("many workers together take exactly what a day has")
  void neverExceedsDayConcurrently() throws Exception {
    assumeAtomic();
    int taken =
        ConcurrentTasks.runConcurrently(() -> count().reserve(MONDAY, 7, 100)).stream()
            .mapToInt(n -> n)
            .sum();
    assertThat(taken).as("of 16 times 7").isEqualTo(100);
  }
}
