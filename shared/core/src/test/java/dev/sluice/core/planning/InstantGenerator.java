package dev.sluice.core.planning;

import static dev.sluice.core.planning.ReferenceCalendar.DAY;
import static dev.sluice.core.planning.ReferenceCalendar.EARLIEST;
import static dev.sluice.core.planning.ReferenceCalendar.LATEST;
import static dev.sluice.core.planning.ReferenceCalendar.SECOND;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes instants that lie on, or a nanosecond beside, what matters in a case. */
final class InstantGenerator {
  private static final long HOUR = 3600 * SECOND;

  private final RandomGenerator random;
  private final ReferenceCalendar calendar;
  private final List<Long> lengths;
  private final List<Long> known = new ArrayList<>();

  /** {@code lengths}: of the windows in the case, in nanoseconds. */
  InstantGenerator(RandomGenerator random, ZoneId zone, List<Long> lengths) {
    this.random = random;
    this.calendar = ReferenceCalendar.of(zone);
    this.lengths = lengths;
    known.add(beside(first()));
  }

  Instant now() {
    return ReferenceCalendar.instant(known.getFirst());
  }

  /** Returns an instant before now, mostly. */
  Instant past() {
    return remember(random.nextInt(12) == 0 ? later(anyKnown()) : earlier(anyKnown()));
  }

  /** Returns an instant after now, mostly. */
  Instant future() {
    return remember(random.nextInt(6) == 0 ? earlier(anyKnown()) : later(anyKnown()));
  }

  /** Returns an instant after now. */
  Instant ahead() {
    return remember(Math.max(known.getFirst() + 1, later(anyKnown())));
  }

  private long first() {
    long any = random.nextLong(EARLIEST, LATEST);
    return switch (random.nextInt(8)) {
      case 0, 1, 2, 3 -> nearChange(any);
      case 4 -> calendar.firstInstant(calendar.day(any));
      case 5 -> nearMonthEnd(any);
      default -> any;
    };
  }

  private long nearChange(long otherwise) {
    List<Long> odd = calendar.changes(true);
    List<Long> changes = odd.isEmpty() || random.nextBoolean() ? calendar.changes(false) : odd;
    if (changes.isEmpty()) {
      return otherwise;
    }
    long change = changes.get(random.nextInt(changes.size()));
    return switch (random.nextInt(5)) {
      case 0 -> change;
      case 4 -> change + random.nextLong(-HOUR, HOUR);
      case 1 -> change + random.nextInt(-48, 49) * HOUR / 2;
      case 2 -> calendar.firstInstant(calendar.day(change) + random.nextInt(-8, 3));
      default -> change + random.nextLong(-9 * DAY, 2 * DAY);
    };
  }

  private long nearMonthEnd(long any) {
    long month = calendar.month(any);
    long at = any;
    while (calendar.month(at) == month) {
      at += DAY;
    }
    return at + random.nextInt(-4, 2) * DAY;
  }

  private long earlier(long from) {
    return beside(
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> from - length();
          case 3 -> calendar.firstInstant(calendar.day(from) - random.nextInt(8));
          case 4 -> calendar.firstInstant(calendar.day(from - random.nextInt(25, 95) * DAY));
          case 5 -> from - random.nextInt(95) * DAY;
          case 6 -> from - random.nextLong(1, 2 * length());
          default -> from;
        });
  }

  private long later(long from) {
    return beside(
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> from + length();
          case 3 -> calendar.firstInstant(calendar.day(from) + random.nextInt(1, 8));
          case 4 -> from + random.nextInt(1, 30) * DAY;
          case 5 -> calendar.firstInstant(calendar.day(from)) + random.nextInt(96) * HOUR / 2;
          case 6 -> from + random.nextLong(1, 2 * length());
          default -> from;
        });
  }

  private long length() {
    return lengths.get(random.nextInt(lengths.size()));
  }

  private long anyKnown() {
    return known.get(random.nextBoolean() ? 0 : random.nextInt(known.size()));
  }

  private long beside(long at) {
    return random.nextBoolean() ? at : at + random.nextInt(-1, 2);
  }

  private Instant remember(long at) {
    known.add(at);
    return ReferenceCalendar.instant(at);
  }
}
