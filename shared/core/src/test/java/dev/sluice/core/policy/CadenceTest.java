package dev.sluice.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A cadence")
class CadenceTest {
  private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");

  @Nested
  @DisplayName("is free again")
  class AllowedFrom {
    @ParameterizedTest(name = "{0}: after a send on {1}, from {2}")
    @CsvSource({
      "DAILY, 2026-11-23, 2026-11-24",
      "WEEKLY, 2026-11-23, 2026-11-30",
      "EVERY_TWO_WEEKS, 2026-11-23, 2026-12-07",
      "MONTHLY, 2026-11-23, 2026-12-23",
      "MONTHLY, 2026-01-31, 2026-02-28",
      "MONTHLY, 2028-01-31, 2028-02-29",
      "MONTHLY, 2026-02-28, 2026-03-28",
      "MONTHLY, 2026-12-15, 2027-01-15",
      "QUARTERLY, 2026-11-23, 2027-02-23",
      "QUARTERLY, 2026-11-30, 2027-02-28",
    })
    void onTheFirstInstantOfADate(Cadence cadence, LocalDate sent, LocalDate free) {
      Instant midday = sent.atTime(12, 0).atZone(TALLINN).toInstant();
      assertThat(cadence.allowedFrom(midday, TALLINN)).isEqualTo(start(free, TALLINN));
    }

    @Test
    @DisplayName("at the same instant whatever the hour of the send: it does not drift")
    void doesNotDriftWithHourOfSend() {
      Instant nextMonday = start(LocalDate.of(2026, 11, 30), TALLINN);
      assertThat(Cadence.WEEKLY.allowedFrom(tallinn("2026-11-23T00:00"), TALLINN))
          .isEqualTo(nextMonday);
      assertThat(Cadence.WEEKLY.allowedFrom(tallinn("2026-11-23T23:59:59.999999999"), TALLINN))
          .isEqualTo(nextMonday);
    }

    @Test
    @DisplayName("a date later for a send a nanosecond later, at midnight")
    void isOneDateLaterAfterMidnight() {
      Instant midnight = tallinn("2026-11-24T00:00");
      assertThat(Cadence.DAILY.allowedFrom(midnight.minusNanos(1), TALLINN)).isEqualTo(midnight);
      assertThat(Cadence.DAILY.allowedFrom(midnight, TALLINN))
          .isEqualTo(tallinn("2026-11-25T00:00"));
    }

    @Test
    @DisplayName("after a day of 23 hours as after any other")
    void treatsShortDaysLikeOthers() {
      assertThat(Cadence.DAILY.allowedFrom(tallinn("2026-03-29T00:00"), TALLINN))
          .isEqualTo(tallinn("2026-03-29T00:00").plusSeconds(23 * 3600));
    }

    @Test
    @DisplayName("from the first instant a date has, where clocks skip midnight")
    void startsAtFirstInstantWhenMidnightIsSkipped() {
      ZoneId cairo = ZoneId.of("Africa/Cairo");
      Instant sent = ZonedDateTime.of(2026, 4, 23, 12, 0, 0, 0, cairo).toInstant();
      assertThat(Cadence.DAILY.allowedFrom(sent, cairo).atZone(cairo).toLocalDateTime())
          .isEqualTo("2026-04-24T01:00");
    }

    @Test
    @DisplayName("from the next date there is, where a zone skipped one")
    void startsAtNextExistingDate() {
      ZoneId apia = ZoneId.of("Pacific/Apia");
      Instant sent = ZonedDateTime.of(2011, 12, 29, 12, 0, 0, 0, apia).toInstant();
      assertThat(Cadence.DAILY.allowedFrom(sent, apia))
          .isEqualTo(start(LocalDate.of(2011, 12, 31), apia));
    }
  }

  @Nested
  @DisplayName("keeps the way clear for a planned send")
  class BlockedFrom {
    @ParameterizedTest(name = "{0}: for one on {1}, from {2} on")
    @CsvSource({
      "DAILY, 2026-11-23, 2026-11-23",
      "WEEKLY, 2026-11-23, 2026-11-17",
      "EVERY_TWO_WEEKS, 2026-11-23, 2026-11-10",
      "MONTHLY, 2026-11-23, 2026-10-24",
      "MONTHLY, 2026-02-28, 2026-02-01",
      "MONTHLY, 2026-03-31, 2026-03-01",
      "QUARTERLY, 2027-02-28, 2026-12-01",
    })
    void fromTheFirstDateTooClose(Cadence cadence, LocalDate planned, LocalDate held) {
      Instant midday = planned.atTime(12, 0).atZone(TALLINN).toInstant();
      assertThat(cadence.blockedFrom(midday, TALLINN)).isEqualTo(start(held, TALLINN));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AS_IT_COMES")
    @DisplayName("exactly from the first date on which a send would not be free again by then")
    void agreesWithAllowedFrom(Cadence cadence) {
      for (LocalDate planned = LocalDate.of(2027, 1, 1);
          planned.isBefore(LocalDate.of(2029, 1, 1));
          planned = planned.plusDays(1)) {
        Instant at = planned.atTime(9, 0).atZone(TALLINN).toInstant();
        Instant held = cadence.blockedFrom(at, TALLINN);
        assertThat(cadence.allowedFrom(held, TALLINN)).isAfter(at);
        assertThat(cadence.allowedFrom(held.minusNanos(1), TALLINN)).isBeforeOrEqualTo(at);
      }
    }
  }

  @Test
  @DisplayName("as it comes never holds anything back")
  void asItComesNeverBlocks() {
    Instant at = tallinn("2026-11-23T12:00");
    assertThat(Cadence.AS_IT_COMES.isUnrestricted()).isTrue();
    assertThat(Cadence.AS_IT_COMES.allowedFrom(at, TALLINN)).isEqualTo(at);
    assertThat(Cadence.AS_IT_COMES.blockedFrom(at, TALLINN)).isEqualTo(at);
  }

  private static Instant tallinn(String local) {
    return java.time.LocalDateTime.parse(local).atZone(TALLINN).toInstant();
  }

  private static Instant start(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant();
  }
}
