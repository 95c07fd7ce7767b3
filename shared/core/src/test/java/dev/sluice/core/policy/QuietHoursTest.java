package dev.sluice.core.policy;

import static dev.sluice.core.support.InvalidInputAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Quiet hours")
class QuietHoursTest {
  private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");
  private static final QuietHours NIGHT = hours("21:00", "08:00");

  @Nested
  @DisplayName("from 21:00 until 08:00")
  class AcrossMidnight {
    @Test
    @DisplayName("include 21:00 and the whole night, and exclude 08:00")
    void includeStartAndExcludeEnd() {
      assertThat(NIGHT.isQuietAt(tallinn("2026-11-22T20:59:59.999999999"), TALLINN)).isFalse();
      assertThat(NIGHT.isQuietAt(tallinn("2026-11-22T21:00"), TALLINN)).isTrue();
      assertThat(NIGHT.isQuietAt(tallinn("2026-11-23T00:00"), TALLINN)).isTrue();
      assertThat(NIGHT.isQuietAt(tallinn("2026-11-23T07:59:59.999999999"), TALLINN)).isTrue();
      assertThat(NIGHT.isQuietAt(tallinn("2026-11-23T08:00"), TALLINN)).isFalse();
    }

    @Test
    @DisplayName("end at 08:00 of the next morning, or of the same one after midnight")
    void endAtNextMorning() {
      Instant morning = tallinn("2026-11-23T08:00");
      assertThat(NIGHT.firstAllowedFrom(tallinn("2026-11-22T22:00"), TALLINN)).isEqualTo(morning);
      assertThat(NIGHT.firstAllowedFrom(tallinn("2026-11-23T03:00"), TALLINN)).isEqualTo(morning);
    }

    @Test
    @DisplayName("leave an instant that is not quiet as it is")
    void keepInstantsThatAreNotQuiet() {
      Instant noon = tallinn("2026-11-22T12:00");
      assertThat(NIGHT.firstAllowedFrom(noon, TALLINN)).isEqualTo(noon);
    }

    @Test
    @DisplayName("are an hour shorter in the night clocks go forward, an hour longer when back")
    void changeLengthWhenClocksChange() {
      assertThat(NIGHT.firstAllowedFrom(tallinn("2026-03-28T21:00"), TALLINN))
          .isEqualTo(tallinn("2026-03-28T21:00").plusSeconds(10 * 3600));
      assertThat(NIGHT.firstAllowedFrom(tallinn("2026-10-24T21:00"), TALLINN))
          .isEqualTo(tallinn("2026-10-24T21:00").plusSeconds(12 * 3600));
    }
  }

  @Test
  @DisplayName("until midnight end with the day")
  void endWithDayWhenUntilMidnight() {
    QuietHours evening = hours("22:00", "00:00");
    assertThat(evening.firstAllowedFrom(tallinn("2026-11-22T23:00"), TALLINN))
        .isEqualTo(tallinn("2026-11-23T00:00"));
    assertThat(evening.isQuietAt(tallinn("2026-11-23T00:00"), TALLINN)).isFalse();
  }

  @Test
  @DisplayName("whose end the clocks jump over end with the jump")
  void endWithGapWhenEndIsSkipped() {
    QuietHours untilHalfPastThree = hours("01:00", "03:30");
    assertThat(untilHalfPastThree.firstAllowedFrom(tallinn("2026-03-29T02:00"), TALLINN))
        .isEqualTo(Instant.parse("2026-03-29T01:00:00Z")); // 03:00 becomes 04:00
  }

  @Test
  @DisplayName("that the clocks go back into are quiet again")
  void recurWhenClocksGoBack() {
    QuietHours untilHalfPastThree = hours("01:00", "03:30");
    Instant first = Instant.parse("2026-10-25T00:30:00Z"); // 03:30, before 04:00 becomes 03:00
    Instant second = Instant.parse("2026-10-25T01:30:00Z"); // 03:30 once more
    assertThat(untilHalfPastThree.firstAllowedFrom(first.minusNanos(1), TALLINN)).isEqualTo(first);
    assertThat(untilHalfPastThree.firstAllowedFrom(first.plusSeconds(1800), TALLINN))
        .isEqualTo(second);
  }

  @Test
  @DisplayName("follow the subscriber's clock, also where it is 45 minutes off")
  void followSubscribersClock() {
    ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
    assertThat(NIGHT.firstAllowedFrom(Instant.parse("2026-11-22T20:00:00Z"), kathmandu))
        .isEqualTo(Instant.parse("2026-11-23T02:15:00Z"));
  }

  @Test
  @DisplayName("are refused if they begin and end at the same time")
  void rejectEqualStartAndEnd() {
    assertRefused(() -> hours("21:00", "21:00"), "until", "21:00", "use another time than 'from'");
  }

  private static QuietHours hours(String from, String until) {
    return new QuietHours(LocalTime.parse(from), LocalTime.parse(until));
  }

  private static Instant tallinn(String local) {
    return LocalDateTime.parse(local).atZone(TALLINN).toInstant();
  }
}
