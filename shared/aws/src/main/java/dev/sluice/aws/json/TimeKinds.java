package dev.sluice.aws.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The kinds of JSON texts that hold times, dates and zones. */
public final class TimeKinds {

  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private TimeKinds() {}

  /** Returns the kind of instants (ISO 8601, UTC), to the millisecond: finer digits are cut off. */
  public static Kind<Instant> instant() {
    String remedy = "use an instant in UTC from 1970 to 9999, such as 2026-11-22T10:00:00Z";
    return time(Instant::parse, remedy)
        .as(instant -> {
          if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw Kinds.refuse(instant, remedy);
          }
          return instant.truncatedTo(ChronoUnit.MILLIS);
        });
  }

  /** Returns the kind of durations (ISO 8601), in which a day has 24 hours. */
  public static Kind<Duration> duration() {
    return time(
        Duration::parse, "use an ISO 8601 duration of days to seconds, such as P7D or PT12H");
  }

  /** Returns the kind of dates. */
  public static Kind<LocalDate> date() {
    return time(LocalDate::parse, "use a date such as 2026-01-31")
        .as(date -> {
          if (date.getYear() < 1 || date.getYear() > 9999) {
            throw Kinds.refuse(date, "use a date from 0001-01-01 to 9999-12-31");
          }
          return date;
        });
  }

  /**
   * Returns the kind of times of a day, in whole minutes: 23:59:59 for the end of a day would leave
   * its last second out, in which everything that waited would go.
   */
  public static Kind<LocalTime> timeOfDay() {
    return time(LocalTime::parse, "use a time such as 21:00")
        .as(time -> {
          if (!time.equals(time.truncatedTo(ChronoUnit.MINUTES))) {
            throw Kinds.refuse(time, "use a whole minute such as 21:00; a day ends at 00:00");
          }
          return time;
        });
  }

  /** Returns the kind of time zones, by their name in the IANA database. */
  public static Kind<ZoneId> zone() {
    return Kinds.string()
        .as(name -> {
          if (!ZONES.contains(name)) {
            throw Kinds.refuse(name, zoneRemedy(name));
          }
          return ZoneId.of(name);
        });
  }

  /** Returns the kind of language tags (BCP 47). */
  public static Kind<Locale> locale() {
    return Kinds.string().as(TimeKinds::locale);
  }

  /** Returns the locale of a language tag. */
  static Locale locale(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    if (locale.getLanguage().isEmpty() || !locale.toLanguageTag().equalsIgnoreCase(tag)) {
      throw Kinds.refuse(tag, "use a language tag such as et or pt-BR (BCP 47)");
    }
    return locale;
  }

  private static <T> Kind<T> time(Function<String, T> parse, String remedy) {
    return Kinds.string()
        .as(text -> {
          try {
            return parse.apply(text);
          } catch (DateTimeException | ArithmeticException e) {
            throw Kinds.refuse(text, remedy);
          }
        });
  }

  private static String zoneRemedy(String typed) {
    return Nearest.to(typed, ZONES)
        .or(() -> city(typed))
        .map(near -> "did you mean '" + near + "'? ")
        .orElse("")
        .concat("Use a name of the IANA time zone database, such as Europe/Tallinn");
  }

  /** Returns the zone whose last part is what was typed, for those who leave the continent out. */
  private static Optional<String> city(String typed) {
    String end = "/" + typed.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
    return ZONES.stream()
        .filter(n -> n.toLowerCase(Locale.ROOT).endsWith(end))
        .sorted()
        .findFirst();
  }
}
