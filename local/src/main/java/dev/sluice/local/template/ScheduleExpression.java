package dev.sluice.local.template;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a schedule fires: EventBridge Scheduler's {@code rate(…)}, {@code cron(…)} or {@code at(…)}.
 *
 * <p>Rates fire on whole multiples of their period since the epoch, so that a run on a data
 * directory goes on where it stopped; the service itself counts from the schedule's creation.
 */
public sealed interface ScheduleExpression {

  /** Returns the first firing strictly after {@code after}, empty if there is none. */
  Optional<Instant> nextAfter(Instant after, ZoneId zone);

  /**
   * Reads an expression.
   *
   * @param where what an error names
   * @throws SamTemplateException if it is none
   */
  static ScheduleExpression parse(String expression, String where) {
    Matcher matcher = ScheduleParser.CALL.matcher(expression.strip());
    if (!matcher.matches()) {
      throw ScheduleParser.invalid(expression, where);
    }
    String argument = matcher.group(2).strip();
    return switch (matcher.group(1)) {
      case "rate" -> new Rate(ScheduleParser.period(argument, where));
      case "at" -> new At(ScheduleParser.instant(argument, where));
      case "cron" -> new Cron(CronExpression.parse(argument, where));
      default -> throw ScheduleParser.invalid(expression, where);
    };
  }

  /**
   * Every so often.
   *
   * @param period at least a minute
   */
  record Rate(Duration period) implements ScheduleExpression {
    @Override
    public Optional<Instant> nextAfter(Instant after, ZoneId zone) {
      long millis = period.toMillis();
      return Optional.of(
          Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), millis) + 1) * millis));
    }
  }

  /**
   * One time only.
   *
   * @param local the local time in the schedule's zone
   */
  record At(LocalDateTime local) implements ScheduleExpression {
    @Override
    public Optional<Instant> nextAfter(Instant after, ZoneId zone) {
      return Optional.of(local.atZone(zone).toInstant()).filter(at -> at.isAfter(after));
    }
  }

  /**
   * At the minutes that match all fields.
   *
   * @param fields the fields
   */
  record Cron(CronExpression fields) implements ScheduleExpression {
    @Override
    public Optional<Instant> nextAfter(Instant after, ZoneId zone) {
      return fields.nextAfter(after.atZone(zone)).map(java.time.ZonedDateTime::toInstant);
    }
  }

  /** How the parts of an expression are read. */
  final class ScheduleParser {
    private static final Pattern CALL = Pattern.compile("(rate|cron|at)\\((.*)\\)");
    private static final Pattern PERIOD =
        Pattern.compile("([1-9][0-9]{0,5})\\s+(minute|hour|day)s?");

    private ScheduleParser() {}

    private static Duration period(String argument, String where) {
      Matcher matcher = PERIOD.matcher(argument);
      if (!matcher.matches()) {
        throw invalid("rate(" + argument + ")", where);
      }
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "minute" -> Duration.ofMinutes(count);
        case "hour" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }

    private static LocalDateTime instant(String argument, String where) {
      try {
        return LocalDateTime.parse(argument);
      } catch (DateTimeParseException e) {
        throw invalid("at(" + argument + ")", where);
      }
    }

    static SamTemplateException invalid(String expression, String where) {
      return new SamTemplateException(
          where,
          "'"
              + expression
              + "' is no schedule: give rate(5 minutes), cron(0 9 ? * MON-FRI *) or"
              + " at(2026-12-01T09:00:00)");
    }
  }
}
