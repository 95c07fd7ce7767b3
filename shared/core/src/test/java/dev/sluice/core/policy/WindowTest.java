package dev.sluice.core.policy;

import static dev.sluice.core.support.InvalidInputAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.policy.Window.Calendar;
import dev.sluice.core.policy.Window.Calendar.Unit;
import dev.sluice.core.policy.Window.Rolling;
import dev.sluice.core.support.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A window")
class WindowTest {
  private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");

  @Nested
  @DisplayName("that rolls")
  class Rolls {
    @ParameterizedTest(name = "of {0} is named {1}")
    @CsvSource({"P7D, 168 hours", "PT24H, 24 hours", "PT1H, 1 hour", "PT90M, PT1H30M"})
    void isDescribedInHours(Duration length, String name) {
      assertThat(new Rolling(length).describe()).isEqualTo(name);
    }

    @Test
    @DisplayName("is not named by whole hours if it is a nanosecond longer")
    void isNotDescribedInHoursWhenLonger() {
      assertThat(new Rolling(Duration.ofHours(1).plusNanos(1)).describe())
          .isEqualTo("PT1H0.000000001S");
    }

    @ParameterizedTest(name = "is refused if its length is {0}")
    @ValueSource(strings = {"PT0S", "PT-24H", "PT0.999999999S", "PT8784H0.000000001S"})
    void rejectsLengthOutsideRange(Duration length) {
      assertRefused(
          () -> new Rolling(length),
          "window.rolling",
          Durations.toIsoText(length),
          "from PT1S to P366D");
    }
  }

  @Nested
  @DisplayName("of the calendar")
  class OfTheCalendar {
    @ParameterizedTest(name = "{0} around {1} lasts from {2} until {3}")
    @CsvSource({
      "DAY, 2026-11-22T00:00, 2026-11-22T00:00, 2026-11-23T00:00",
      "DAY, 2026-11-22T23:59:59.999999999, 2026-11-22T00:00, 2026-11-23T00:00",
      "WEEK, 2026-11-22T23:59:59.999999999, 2026-11-16T00:00, 2026-11-23T00:00",
      "WEEK, 2026-11-23T00:00, 2026-11-23T00:00, 2026-11-30T00:00",
      "MONTH, 2026-02-28T12:00, 2026-02-01T00:00, 2026-03-01T00:00",
      "MONTH, 2026-12-31T12:00, 2026-12-01T00:00, 2027-01-01T00:00",
    })
    void coversLocalDayWeekOrMonth(Unit unit, String at, String start, String end) {
      Calendar window = new Calendar(unit);
      assertThat(window.startOf(tallinn(at), TALLINN)).isEqualTo(tallinn(start));
      assertThat(window.endOf(tallinn(at), TALLINN)).isEqualTo(tallinn(end));
    }

    @Test
    @DisplayName("has 23 or 25 hours on days when clocks change")
    void hasShorterAndLongerDaysWhenClocksChange() {
      assertThat(hoursOfDay("2026-03-29T12:00")).isEqualTo(23);
      assertThat(hoursOfDay("2026-10-25T12:00")).isEqualTo(25);
    }

    @Test
    @DisplayName("is not entered again when clocks go back across midnight")
    void isNotEnteredAgainWhenClocksGoBack() {
      ZoneId saintJohns = ZoneId.of("America/St_Johns");
      Calendar day = new Calendar(Unit.DAY);
      Instant midnight = Instant.parse("2010-11-07T02:30:00Z"); // a minute later it is 23:01 again
      Instant secondTime = midnight.plusSeconds(10 * 60);
      assertThat(secondTime.atZone(saintJohns).toLocalTime()).isEqualTo("23:10");
      assertThat(day.startOf(secondTime, saintJohns)).isEqualTo(midnight);
      assertThat(day.endOf(midnight.minusNanos(1), saintJohns)).isEqualTo(midnight);
    }

    @Test
    @DisplayName("is named by its unit")
    void isDescribedByUnit() {
      assertThat(new Calendar(Unit.WEEK).describe()).isEqualTo("calendar week");
    }

    private static long hoursOfDay(String at) {
      Calendar day = new Calendar(Unit.DAY);
      return Duration.between(day.startOf(tallinn(at), TALLINN), day.endOf(tallinn(at), TALLINN))
          .toHours();
    }
  }

  private static Instant tallinn(String local) {
    return LocalDateTime.parse(local).atZone(TALLINN).toInstant();
  }
}
