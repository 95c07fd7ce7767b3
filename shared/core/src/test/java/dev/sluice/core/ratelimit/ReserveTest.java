package dev.sluice.core.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reserve for transactional mail")
final class ReserveTest {

  private static final SortedMap<Long, Long> NO_TRAFFIC = new TreeMap<>();

  private final Reserve reserve = new Reserve(20);

  @Test
  @DisplayName("is the least share of the rate without traffic, and with little")
  void reservesMinimumWithLittleTraffic() {
    assertThat(reserve.reservedRate(100, NO_TRAFFIC)).isEqualTo(20);
    assertThat(reserve.reservedRate(100, recent(Map.of(5L, 16L)))).isEqualTo(20);
    assertThat(new Reserve(0).reservedRate(100, NO_TRAFFIC)).isZero();
  }

  @Test
  @DisplayName("is a quarter more than the busiest second took")
  void reservesQuarterMoreThanBusiestSecond() {
    assertThat(reserve.reservedRate(100, recent(Map.of(5L, 30L, 6L, 40L, 900L, 1L)))).isEqualTo(50);
  }

  @Test
  @DisplayName("is nine tenths of the rate at most, whatever the burst")
  void reservesAtMostNineTenths() {
    assertThat(reserve.reservedRate(100, recent(Map.of(5L, 10_000L)))).isEqualTo(90);
    assertThat(new Reserve(90).reservedRate(100, recent(Map.of(5L, 10_000L)))).isEqualTo(90);
  }

  @Test
  @DisplayName("follows a changed quota at once, from the same traffic")
  void followsChangedRateAtOnce() {
    SortedMap<Long, Long> recent = recent(Map.of(5L, 40L));
    assertThat(reserve.reservedRate(500, recent)).isEqualTo(100);
    assertThat(reserve.reservedRate(100, recent)).isEqualTo(50);
    assertThat(reserve.reservedRate(14, recent)).isEqualTo(12.6);
  }

  @Test
  @DisplayName("takes a moment for as long as ten messages take: one receipt is no peak of 1/s")
  void averagesPeaksOverTenMessagesAtLowRates() {
    assertThat(reserve.reservedRate(1, recent(Map.of(5L, 1L)))).as("0.1/s").isEqualTo(0.2);
    assertThat(reserve.reservedRate(1, recent(Map.of(5L, 1L, 8L, 3L, 14L, 0L)))).isEqualTo(0.5);
    assertThat(reserve.reservedRate(1, recent(Map.of(5L, 4L, 15L, 4L)))).as("apart").isEqualTo(0.5);
    assertThat(reserve.reservedRate(0.5, recent(Map.of(5L, 2L, 24L, 2L)))).isEqualTo(0.25);
    assertThat(reserve.reservedRate(0.001, recent(Map.of(5L, 1L)))).isEqualTo(0.0009);
  }

  @Test
  @DisplayName("of a day is a share of its quota, rounded up")
  void roundsDailyReserveUp() {
    assertThat(reserve.reservedDailyQuota(50_000)).isEqualTo(10_000);
    assertThat(reserve.reservedDailyQuota(4)).isEqualTo(1);
  }

  @Test
  @DisplayName("is no less than nothing and no more than nine tenths")
  void rejectsPercentOutsideRange() {
    assertThatThrownBy(() -> new Reserve(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Reserve(91)).isInstanceOf(IllegalArgumentException.class);
  }

  private static SortedMap<Long, Long> recent(Map<Long, Long> bySecond) {
    return new TreeMap<>(bySecond);
  }
}
