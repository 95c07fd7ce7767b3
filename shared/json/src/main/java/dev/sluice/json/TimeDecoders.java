package dev.sluice.json;

import dev.sluice.core.support.Suggestions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The kinds of JSON texts that hold times, dates and zones. */
public final class TimeDecoders {

  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

  /** Names of the IANA database that Java lists elsewhere. */
  private static final Set<String> FURTHER_ZONES = Set.of("EST", "MST", "HST");

  private static final Pattern FIXED_OFFSET =
      Pattern.compile("(?i)(?:Z|(?:UTC|GMT|UT)?[+-]\\d{1,2}(?::?\\d{2}){0,2})");
  private static final Pattern ABBREVIATION = Pattern.compile("[A-Za-z]{2,5}");
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private TimeDecoders() {}

  /** Returns the kind of instants (ISO 8601, UTC), to the millisecond: finer digits are cut off. */
  public static JsonDecoder<Instant> instant() {
    String remedy = "use an instant in UTC from 1970 to 9999, such as 2026-11-22T10:00:00Z";
    return parsedTime(Instant::parse, remedy)
        .map(instant -> {
          if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw JsonDecoders.invalid(instant, remedy);
          }
          return instant.truncatedTo(ChronoUnit.MILLIS);
        });
  }

  /** Returns the kind of durations (ISO 8601), in which a day has 24 hours. */
  public static JsonDecoder<Duration> duration() {
    return parsedTime(
        Duration::parse, "use an ISO 8601 duration of days to seconds, such as P7D or PT12H");
  }

  /** Returns the kind of dates. */
  public static JsonDecoder<LocalDate> date() {
    return parsedTime(LocalDate::parse, "use a date such as 2026-01-31")
        .map(date -> {
          if (date.getYear() < 1 || date.getYear() > 9999) {
            throw JsonDecoders.invalid(date, "use a date from 0001-01-01 to 9999-12-31");
          }
          return date;
        });
  }

  /**
   * Returns the kind of times of a day, in whole minutes: 23:59:59 for the end of a day would leave
   * its last second out, in which everything that waited would go.
   */
  public static JsonDecoder<LocalTime> timeOfDay() {
    return parsedTime(LocalTime::parse, "use a time such as 21:00")
        .map(time -> {
          if (!time.equals(time.truncatedTo(ChronoUnit.MINUTES))) {
            throw JsonDecoders.invalid(
                time, "use a whole minute such as 21:00; a day ends at 00:00");
          }
          return time;
        });
  }

  /** Returns the kind of time zones, by their name in the IANA database. */
  public static JsonDecoder<ZoneId> zone() {
    return JsonDecoders.string()
        .map(name -> {
          if (FURTHER_ZONES.contains(name)) {
            return ZoneId.of(name, ZoneId.SHORT_IDS);
          }
          if (!ZONES.contains(name)) {
            throw JsonDecoders.invalid(name, zoneRemedy(name));
          }
          return ZoneId.of(name);
        });
  }

  /**
   * Returns the kind of language tags (BCP 47). An underscore stands for a hyphen, and codes that
   * were replaced become the new ones: {@code pt_BR} is pt-BR, {@code iw} is he.
   */
  public static JsonDecoder<Locale> locale() {
    return JsonDecoders.string().map(TimeDecoders::locale);
  }

  /** Returns the locale of a language tag. */
  static Locale locale(String tag) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag.replace('_', '-')).build();
      if (!locale.getLanguage().isEmpty()) {
        return locale;
      }
    } catch (IllformedLocaleException e) {
      // Refused below, with the remedy.
    }
    throw JsonDecoders.invalid(tag, "use a language tag such as et or pt-BR (BCP 47)");
  }

  private static <T> JsonDecoder<T> parsedTime(Function<String, T> parse, String remedy) {
    return JsonDecoders.string()
        .map(text -> {
          try {
            return parse.apply(text);
          } catch (DateTimeException | ArithmeticException e) {
            throw JsonDecoders.invalid(text, remedy);
          }
        });
  }

  /** Suggests only the same place in another spelling: short names differ by hours. */
  private static String zoneRemedy(String typed) {
    if (FIXED_OFFSET.matcher(typed).matches()) {
      return "name the place, such as Europe/Tallinn: a fixed offset has no summer time";
    }
    if (ABBREVIATION.matcher(typed).matches() && zoneByCity(typed).isEmpty()) {
      return "name the place, such as America/Chicago: places share abbreviations";
    }
    return zoneByCity(typed)
        .or(() ->
            Suggestions.closest(
                typed,
                ZONES.stream().filter(n -> n.contains("/") && !n.startsWith("Etc/")).toList()))
        .map(near -> "did you mean '" + near + "'? ")
        .orElse("")
        .concat("Use a name of the IANA time zone database, such as Europe/Tallinn");
  }

  /** Returns the zone whose last part is what was typed, for those who leave the continent out. */
  private static Optional<String> zoneByCity(String typed) {
    String end = "/" + typed.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
    return ZONES.stream()
        .filter(n -> n.toLowerCase(Locale.ROOT).endsWith(end))
        .sorted()
        .findFirst();
  }
}
