package dev.sluice.core.policy;

import dev.sluice.core.support.Durations;
import dev.sluice.core.support.InvalidInputException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * The span of time over which a cap counts; always half-open: the start counts, the end does not.
 */
public sealed interface Window {

  /** Returns a short name for people, such as {@code 168 hours} or {@code calendar week}. */
  String describe();

  /**
   * Any span of this length: {@code P7D} is 168 hours, whatever the clocks do.
   *
   * @param length 1 second to 366 days
   */
  record Rolling(Duration length) implements Window {

    private static final Duration MAX = Duration.ofDays(366);

    public Rolling {
      if (length.compareTo(Duration.ofSeconds(1)) < 0 || length.compareTo(MAX) > 0) {
        throw InvalidInputException.of(
            "window.rolling",
            Durations.toIsoText(length),
            "use an ISO 8601 duration from PT1S to P366D");
      }
    }

    @Override
    public String describe() {
      long hours = length.toHours();
      return length.equals(Duration.ofHours(hours))
          ? hours + (hours == 1 ? " hour" : " hours")
          : length.toString();
    }
  }

  /** A day, week or month of the subscriber's calendar. */
  record Calendar(Unit unit) implements Window {

    /** A unit of the calendar; weeks start on Monday (ISO 8601). */
    public enum Unit {
      DAY,
      WEEK,
      MONTH
    }

    @Override
    public String describe() {
      return "calendar " + unit.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the first instant of the window that {@code instant} lies in. */
    public Instant startOf(Instant instant, ZoneId zone) {
      return LocalDays.startOf(firstDay(LocalDays.dayOf(instant, zone)), zone);
    }

    /** Returns the first instant after the window that {@code instant} lies in. */
    public Instant endOf(Instant instant, ZoneId zone) {
      LocalDate first = firstDay(LocalDays.dayOf(instant, zone));
      return LocalDays.startOf(
          switch (unit) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
          },
          zone);
    }

    private LocalDate firstDay(LocalDate day) {
      return switch (unit) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
      };
    }
  }
}
