package dev.sluice.local.template;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The six fields of EventBridge's cron expressions: minutes, hours, day of month, month, day of
 * week, year.
 *
 * <p>Numbers, names, lists, ranges, steps, {@code *}, {@code ?} and {@code L} (last day of the
 * month) are understood; {@code W} and {@code #} are refused.
 *
 * @param minutes 0 to 59
 * @param hours 0 to 23
 * @param days 1 to 31
 * @param lastDay whether the month's last day matches, too
 * @param months 1 to 12
 * @param weekdays 1 (Sunday) to 7
 * @param years since 1970
 */
record CronExpression(
    BitSet minutes,
    BitSet hours,
    BitSet days,
    boolean lastDay,
    BitSet months,
    BitSet weekdays,
    BitSet years) {

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;

  /** Days looked ahead: a leap day is at most eight years away. */
  private static final int MAX_DAYS_AHEAD = 9 * 366;

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  static CronExpression parse(String text, String where) {
    String[] fields = text.strip().split("\\s+");
    if (fields.length != 6) {
      throw ScheduleExpression.ScheduleParser.invalid("cron(" + text + ")", where);
    }
    try {
      boolean last = fields[2].equals("L");
      return new CronExpression(
          field(fields[0], 0, 59, List.of()),
          field(fields[1], 0, 23, List.of()),
          last ? new BitSet() : field(fields[2], 1, 31, List.of()),
          last,
          field(fields[3], 1, 12, MONTHS),
          field(fields[4], 1, 7, WEEKDAYS),
          field(fields[5], FIRST_YEAR, LAST_YEAR, List.of()));
    } catch (IllegalArgumentException e) {
      throw ScheduleExpression.ScheduleParser.invalid("cron(" + text + ")", where);
    }
  }

  Optional<ZonedDateTime> nextAfter(ZonedDateTime after) {
    ZonedDateTime minute = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    for (int day = 0; day < MAX_DAYS_AHEAD; day++) {
      if (matchesDay(minute)) {
        Optional<ZonedDateTime> found = inDay(minute);
        if (found.isPresent()) {
          return found;
        }
      }
      minute = minute.toLocalDate().plusDays(1).atStartOfDay(minute.getZone());
    }
    return Optional.empty();
  }

  private Optional<ZonedDateTime> inDay(ZonedDateTime from) {
    ZonedDateTime minute = from;
    while (minute.toLocalDate().equals(from.toLocalDate())) {
      if (hours.get(minute.getHour()) && minutes.get(minute.getMinute())) {
        return Optional.of(minute);
      }
      minute = minute.plusMinutes(1);
    }
    return Optional.empty();
  }

  private boolean matchesDay(ZonedDateTime day) {
    boolean date =
        days.get(day.getDayOfMonth())
            || (lastDay && day.getDayOfMonth() == day.toLocalDate().lengthOfMonth());
    return date
        && months.get(day.getMonthValue())
        && weekdays.get(day.getDayOfWeek().getValue() % 7 + 1)
        && years.get(day.getYear());
  }

  private static BitSet field(String text, int low, int high, List<String> names) {
    BitSet set = new BitSet();
    for (String part : text.split(",", -1)) {
      part(set, part, new int[] {low, high}, names);
    }
    return set;
  }

  private static void part(BitSet set, String part, int[] bounds, List<String> names) {
    String[] stepped = part.split("/", 2);
    String[] range = stepped[0].split("-", 2);
    boolean all = stepped[0].equals("*") || stepped[0].equals("?");
    int from = all ? bounds[0] : number(range[0], bounds, names);
    int to = from;
    if (all || (stepped.length == 2 && range.length == 1)) {
      to = bounds[1];
    } else if (range.length == 2) {
      to = number(range[1], bounds, names);
    }
    int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
    if (step < 1 || to < from) {
      throw new IllegalArgumentException(part);
    }
    for (int value = from; value <= to; value += step) {
      set.set(value);
    }
  }

  private static int number(String text, int[] bounds, List<String> names) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    int value = named >= 0 ? named + bounds[0] : Integer.parseInt(text);
    if (value < bounds[0] || value > bounds[1]) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }
}
