package dev.sluice.core.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.memory.InMemoryWarmUpCounter;
import dev.sluice.core.ratelimit.RatePermits.Grant;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Warming up a domain")
final class WarmUpTest {

  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final long PER_DAY = 50_000;

  private final WarmUp warmUp = new WarmUp(MONDAY, 200);

  @ParameterizedTest(name = "day {0}: {1}")
  @DisplayName("allows half as much again every day, in whole messages")
  @CsvSource({"0, 200", "1, 300", "2, 450", "3, 675", "4, 1012", "13, 38923"})
  void growsByHalfEveryDay(int day, long messages) {
    assertThat(warmUp.allowance(MONDAY.plusDays(day), PER_DAY)).contains(messages);
  }

  @Test
  @DisplayName("is over once the ramp has reached what the account may send")
  void endsWhenRampReachesQuota() {
    assertThat(warmUp.allowance(MONDAY.plusDays(14), PER_DAY)).isEmpty();
    assertThat(warmUp.allowance(MONDAY.plusDays(100_000), 1_000_000_000_000L)).isEmpty();
    assertThat(warmUp.allowance(MONDAY, 200)).as("the sandbox").isEmpty();
  }

  @Test
  @DisplayName("allows what the first day has before the first day, too")
  void allowsFirstDayAmountBeforeStart() {
    assertThat(warmUp.allowance(MONDAY.minusDays(30), PER_DAY)).contains(200L);
  }

  @Test
  @DisplayName("begins with a message at least")
  void rejectsFirstDayWithoutMessages() {
    assertThatThrownBy(() -> new WarmUp(MONDAY, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Nested
  @DisplayName("permits")
  class OfPermits {

    private static final int RATE = 100;

    private final SettableClock clock = new SettableClock(Samples.NOON);
    private final InMemoryWarmUpCounter count = new InMemoryWarmUpCounter();
    private int asked;
    private long perDay = PER_DAY;

    @Test
    @DisplayName("end with the day's ramp, and go on at the next day's first instant")
    void grantsNothingAfterAllowanceUntilTomorrow() {
      RatePermits permits = permits();
      assertThat(permits.tryAcquire(150).granted()).as("the account's rate").isEqualTo(RATE);
      Grant rest = permits.tryAcquire(150);
      assertThat(rest.granted()).isEqualTo(100);
      Grant spent = permits.tryAcquire(1);
      assertThat(spent.granted()).isZero();
      assertThat(spent.nextAt()).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));

      clock.set(spent.nextAt().minusMillis(1));
      assertThat(permits.tryAcquire(1).granted()).isZero();
      clock.set(spent.nextAt());
      int granted = 0;
      for (int i = 0; i < 4; i++) {
        granted += permits.tryAcquire(100).granted();
      }
      assertThat(granted).as("the second day's").isEqualTo(300);
    }

    @Test
    @DisplayName("of several workers are those of one ramp")
    void sharesOneAllowanceAmongWorkers() {
      assertThat(permits().tryAcquire(100).granted()).isEqualTo(100);
      assertThat(permits().tryAcquire(90).granted()).isEqualTo(90);
      Grant last = permits().tryAcquire(90);
      assertThat(last.granted()).isEqualTo(10);
      assertThat(last.nextAt()).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
    }

    @Test
    @DisplayName("are not asked of the account once the day is spent")
    void doesNotRequestAccountPermitsOnceExhausted() {
      RatePermits permits = permits();
      for (int i = 0; i < 10; i++) {
        permits.tryAcquire(100);
      }
      assertThat(asked).as("two that were granted, and one in vain").isEqualTo(3);
    }

    @Test
    @DisplayName("are the account's own, uncounted, once the warm-up is over")
    void grantsUncountedPermitsAfterWarmUp() {
      perDay = 200;
      RatePermits permits = permits();
      for (int i = 0; i < 5; i++) {
        assertThat(permits.tryAcquire(100).granted()).isEqualTo(100);
      }
      assertThat(count.reserve(MONDAY, 1, 1)).as("nothing was counted").isEqualTo(1);
    }

    private RatePermits permits() {
      return new WarmUpPermits(
          clock,
          day -> warmUp.allowance(day, perDay),
          count,
          wanted -> {
            asked++;
            return new Grant(Math.min(wanted, RATE), clock.instant());
          });
    }
  }
}
