package dev.sluice.core.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * The calendar of a zone from first principles: a clock that is an offset added to a count of
 * nanoseconds, and a list of instants at which the offset changes. It works for 1997 to 2035.
 *
 * <p>The day of an instant is the latest date that the clock has shown by then. The first instant
 * of a day is searched for, not computed.
 */
final class ReferenceCalendar {
  static final long SECOND = 1_000_000_000L;
  static final long DAY = 86_400 * SECOND;

  /** Cases lie around instants from here to there, and may reach a few years out on both sides. */
  static final long EARLIEST = nanos(Instant.parse("2000-01-01T00:00:00Z"));

  static final long LATEST = nanos(Instant.parse("2030-01-01T00:00:00Z"));

  private static final Instant FIRST = Instant.parse("1996-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2036-01-01T00:00:00Z");
  private static final Map<ZoneId, ReferenceCalendar> CALENDARS = new ConcurrentHashMap<>();

  private final long[] changes;
  private final long[] offsets;
  private final List<Long> allChanges;
  private final List<Long> oddChanges;
  private final Map<Long, Long> firstInstants = new ConcurrentHashMap<>();

  private ReferenceCalendar(ZoneId zone) {
    List<ZoneOffsetTransition> found = new ArrayList<>();
    ZoneOffsetTransition next = zone.getRules().nextTransition(FIRST);
    while (next != null && next.getInstant().isBefore(LAST)) {
      found.add(next);
      next = zone.getRules().nextTransition(next.getInstant());
    }
    changes = found.stream().mapToLong(change -> nanos(change.getInstant())).toArray();
    offsets = new long[changes.length + 1];
    offsets[0] = zone.getRules().getOffset(FIRST).getTotalSeconds() * SECOND;
    for (int i = 0; i < changes.length; i++) {
      offsets[i + 1] = found.get(i).getOffsetAfter().getTotalSeconds() * SECOND;
    }
    allChanges = Arrays.stream(changes).filter(at -> EARLIEST < at && at < LATEST).boxed().toList();
    oddChanges = allChanges.stream().filter(this::isOdd).toList();
  }

  static ReferenceCalendar of(ZoneId zone) {
    return CALENDARS.computeIfAbsent(zone, ReferenceCalendar::new);
  }

  static long nanos(Instant instant) {
    return instant.getEpochSecond() * SECOND + instant.getNano();
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }

  /** Returns what the clock shows, as nanoseconds since 1970-01-01T00:00 on that clock. */
  long clock(long at) {
    return at + offsets[changesUntil(at)];
  }

  /** Returns the epoch day of the latest date that the clock has shown until {@code at}. */
  long day(long at) {
    long latest = Math.floorDiv(clock(at), DAY);
    int i = changesUntil(at) - 1;
    while (i >= 0 && changes[i] > at - 3 * DAY) {
      latest = Math.max(latest, Math.floorDiv(clock(changes[i] - 1), DAY));
      i--;
    }
    return latest;
  }

  /** Returns the month of that day, counted from year 0. */
  long month(long at) {
    LocalDate date = LocalDate.ofEpochDay(day(at));
    return date.getYear() * 12L + date.getMonthValue();
  }

  /** Returns the week of that day, counted from the one that began on Monday, 1969-12-29. */
  long week(long at) {
    return Math.floorDiv(day(at) + 3, 7);
  }

  /** Returns the first instant that belongs to this day or a later one. */
  long firstInstant(long day) {
    return firstInstants.computeIfAbsent(day, this::search);
  }

  /** Returns the instants from {@code from} to {@code to} at which the clock changes. */
  List<Long> changesBetween(long from, long to) {
    return Arrays.stream(changes).filter(at -> from <= at && at <= to).boxed().toList();
  }

  /** Odd: the clock goes back to an earlier date, or leaves one out. */
  private boolean isOdd(long change) {
    long dates = Math.floorDiv(clock(change), DAY) - Math.floorDiv(clock(change - 1), DAY);
    return dates < 0 || dates > 1;
  }

  /** Returns the instants around {@code at} at which the clock may show {@code clock}. */
  LongStream instantsShowing(long clock) {
    int i = changesUntil(clock);
    return Arrays.stream(offsets, Math.max(0, i - 1), Math.min(offsets.length, i + 2))
        .map(offset -> clock - offset)
        .distinct();
  }

  /** Returns the changes of the clock from 2000 to 2029, all or only the odd ones. */
  List<Long> changes(boolean odd) {
    return odd ? oddChanges : allChanges;
  }

  private long search(long day) {
    long before = (day - 3) * DAY;
    long reached = (day + 3) * DAY;
    while (reached - before > 1) {
      long middle = before + (reached - before) / 2;
      if (day(middle) >= day) {
        reached = middle;
      } else {
        before = middle;
      }
    }
    return reached;
  }

  private int changesUntil(long at) {
    int found = Arrays.binarySearch(changes, at);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
