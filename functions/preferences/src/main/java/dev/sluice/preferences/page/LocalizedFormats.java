package dev.sluice.preferences.page;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * Formats of instants and numbers in the person's region (the JDK's CLDR data).
 *
 * @param locale the language of the page, with the person's region
 * @param zone the subscriber's zone
 */
public record LocalizedFormats(Locale locale, ZoneId zone) {

  /** Returns the date of an instant, such as {@code 30 November 2026}. */
  public Html date(Instant instant) {
    return time(instant, DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG));
  }

  /** Returns the date and time of an instant. */
  public Html dateAndTime(Instant instant) {
    return time(
        instant, DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT));
  }

  /** Returns the date and time of an instant, or only the date if the instant begins a day. */
  public Html moment(Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, zone);
    return day.atStartOfDay(zone).toInstant().equals(instant)
        ? date(instant)
        : dateAndTime(instant);
  }

  /** Returns a time of day. */
  public Html time(LocalTime time) {
    return Html.text(
        DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale).format(time));
  }

  /** Returns the name of the zone. */
  public Html zoneName() {
    return Html.text(zone.getDisplayName(TextStyle.FULL, locale));
  }

  /** Returns a number. */
  public Html number(long number) {
    return Html.text(NumberFormat.getIntegerInstance(locale).format(number));
  }

  private Html time(Instant instant, DateTimeFormatter format) {
    String formatted = format.withLocale(locale).format(instant.atZone(zone));
    return Html.format(
        "<time datetime=\"%s\">%s</time>", Html.text(instant.toString()), Html.text(formatted));
  }
}
