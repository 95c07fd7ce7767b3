package dev.sluice.core.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Days as half-open spans of instants: a day lasts from its first instant to the next day's.
 *
 * <p>Where clocks go back across midnight the same date would otherwise occur twice; here the first
 * instant of the next date ends the day for good, so that days follow one another in every zone.
 */
final class LocalDays {

  private LocalDays() {}

  /** Returns the day that {@code instant} belongs to. */
  static LocalDate dayOf(Instant instant, ZoneId zone) {
    LocalDate date = instant.atZone(zone).toLocalDate();
    LocalDate next = date.plusDays(1);
    return instant.isBefore(startOf(next, zone)) ? date : next;
  }

  /** Returns the first instant of a day; for a date the zone skipped, of the first one after. */
  static Instant startOf(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }
}
