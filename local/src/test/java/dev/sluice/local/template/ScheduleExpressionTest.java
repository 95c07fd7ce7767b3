package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A schedule")
final class ScheduleExpressionTest {

  @ParameterizedTest(name = "{0} in {1}: after {2} comes {3}")
  @DisplayName("fires at the first instant after:")
  @CsvSource(
      delimiter = '|',
      value = {
        "rate(1 minute)|UTC|2026-01-05T08:00:00Z|2026-01-05T08:01:00Z",
        "rate(5 minutes)|UTC|2026-01-05T08:03:59.999Z|2026-01-05T08:05:00Z",
        "rate(1 hour)|UTC|2026-01-05T08:00:00Z|2026-01-05T09:00:00Z",
        "rate(1 day)|UTC|2026-01-05T08:00:00Z|2026-01-06T00:00:00Z",
        "cron(0 9 ? * MON-FRI *)|UTC|2026-01-09T09:00:00Z|2026-01-12T09:00:00Z",
        "cron(0 9 ? * MON-FRI *)|UTC|2026-01-05T08:59:59.999Z|2026-01-05T09:00:00Z",
        "cron(0/15 * * * ? *)|UTC|2026-01-05T08:01:00Z|2026-01-05T08:15:00Z",
        "cron(10,40 8 * * ? *)|UTC|2026-01-05T08:10:00Z|2026-01-05T08:40:00Z",
        "cron(0 12 1 * ? *)|UTC|2026-01-05T08:00:00Z|2026-02-01T12:00:00Z",
        "cron(0 12 L * ? *)|UTC|2026-02-01T08:00:00Z|2026-02-28T12:00:00Z",
        "cron(0 0 29 2 ? *)|UTC|2026-01-05T08:00:00Z|2028-02-29T00:00:00Z",
        "cron(0 0 ? JAN,JUL 1 2027)|UTC|2026-01-05T08:00:00Z|2027-01-03T00:00:00Z",
        "cron(30 2 * * ? *)|Europe/Tallinn|2026-03-28T00:30:00Z|2026-03-29T00:30:00Z",
        "at(2026-12-01T09:00:00)|Europe/Tallinn|2026-01-05T08:00:00Z|2026-12-01T07:00:00Z"
      })
  void firesAtTheNextInstant(String expression, String zone, String after, String expected) {
    assertThat(
            ScheduleExpression.parse(expression, "X")
                .nextAfter(Instant.parse(after), ZoneId.of(zone)))
        .contains(Instant.parse(expected));
  }

  @Test
  @DisplayName("that is over never fires again")
  void neverFiresAfterItsEnd() {
    assertThat(
            ScheduleExpression.parse("at(2026-01-01T00:00:00)", "X")
                .nextAfter(Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("UTC")))
        .isEmpty();
    assertThat(
            ScheduleExpression.parse("cron(0 0 1 1 ? 2025)", "X")
                .nextAfter(Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("UTC")))
        .isEmpty();
  }

  @ParameterizedTest
  @DisplayName("that cannot be understood is refused, naming the place and what would do")
  @ValueSource(
      strings = {
        "rate(0 minutes)", "rate(1 fortnight)", "every minute", "cron(* * * *)",
        "cron(60 * * * ? *)", "cron(0 0 ? * MON#1 *)", "cron(5-1 * * * ? *)", "at(tomorrow)",
        "cron(*/0 * * * ? *)"
      })
  void rejectsInvalidExpressions(String expression) {
    assertThatThrownBy(() -> ScheduleExpression.parse(expression, "TickFunction.Events.X"))
        .isInstanceOf(SamTemplateException.class)
        .hasMessageStartingWith("TickFunction.Events.X: '")
        .hasMessageContaining("rate(5 minutes)");
  }
}
