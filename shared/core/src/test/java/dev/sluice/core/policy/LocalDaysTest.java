package dev.sluice.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Days")
class LocalDaysTest {
  @ParameterizedTest(name = "{0}: {1} begins at {2}")
  @CsvSource({
    "Europe/Tallinn, 2026-11-22, 2026-11-21T22:00:00Z",
    "Africa/Cairo, 2026-04-24, 2026-04-23T22:00:00Z", // at 01:00, as clocks skip midnight
    "America/St_Johns, 2010-11-07, 2010-11-07T02:30:00Z", // the first of two midnights
    "Pacific/Apia, 2011-12-30, 2011-12-30T10:00:00Z", // skipped: when the 31st begins
    "Pacific/Apia, 2011-12-31, 2011-12-30T10:00:00Z",
  })
  void startAtFirstInstantOfDate(ZoneId zone, LocalDate day, Instant start) {
    assertThat(LocalDays.startOf(day, zone)).isEqualTo(start);
  }

  @ParameterizedTest(name = "in {0} follow one another without gaps or overlaps")
  @ValueSource(
      strings = {
        "Europe/Tallinn",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "America/Sao_Paulo",
        "Africa/Cairo",
        "America/St_Johns",
        "Pacific/Apia",
        "Asia/Gaza"
      })
  void followEachOtherWithoutGapOrOverlap(ZoneId zone) {
    LocalDate last = LocalDate.of(2028, 1, 1);
    for (LocalDate day = LocalDate.of(2009, 1, 1); day.isBefore(last); day = day.plusDays(1)) {
      Instant start = LocalDays.startOf(day, zone);
      Instant next = LocalDays.startOf(day.plusDays(1), zone);
      if (start.equals(next)) {
        assertThat(zone).hasToString("Pacific/Apia"); // the date it skipped
        continue;
      }
      assertThat(LocalDays.dayOf(start, zone)).isEqualTo(day);
      assertThat(LocalDays.dayOf(next.minusNanos(1), zone)).isEqualTo(day);
      assertThat(LocalDays.dayOf(next, zone)).isAfter(day);
    }
  }
}
