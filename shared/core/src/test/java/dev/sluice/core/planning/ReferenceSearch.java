package dev.sluice.core.planning;

import static dev.sluice.core.planning.ReferenceCalendar.DAY;
import static dev.sluice.core.planning.ReferenceCalendar.nanos;

import dev.sluice.core.planning.ReferenceRules.ReferenceSend;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.Window;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Finds the earliest instant with a property by trying every instant at which anything could
 * change: all sends, a window's length before and after them, the first instants of days, the ends
 * of quiet hours on every clock, changes of the clock, the pause's end, and a nanosecond around
 * each.
 */
final class ReferenceSearch {
  private static final long FIRST_STRETCH = 4 * DAY;

  private final PlanningInput situation;
  private final ReferenceRules rules;

  ReferenceSearch(PlanningInput situation, ReferenceRules rules) {
    this.situation = situation;
    this.rules = rules;
  }

  /** Returns the first instant from {@code from} on and before {@code limit} that fits. */
  OptionalLong earliest(long from, long limit, List<ReferenceSend> sends, LongPredicate fits) {
    if (from >= limit || fits.test(from)) {
      return from < limit ? OptionalLong.of(from) : OptionalLong.empty();
    }
    long start = from;
    long stretch = FIRST_STRETCH;
    while (start < limit) {
      long end = Math.min(start + stretch, limit);
      OptionalLong found = instants(start, end, sends).filter(fits).findFirst();
      if (found.isPresent()) {
        return found;
      }
      start = end;
      stretch *= 4;
    }
    return OptionalLong.empty();
  }

  /**
   * Returns, in order, the instants from {@code from} until {@code to} where anything may change.
   */
  LongStream instants(long from, long to, List<ReferenceSend> sends) {
    LongStream.Builder points = LongStream.builder().add(from);
    sends.forEach(send -> around(send, points));
    days(from, to, points);
    rules.calendar.changesBetween(from - DAY, to + DAY).forEach(points::add);
    situation.state().consents().pausedUntil().ifPresent(end -> points.add(nanos(end)));
    return points
        .build()
        .flatMap(point -> LongStream.of(point - 1, point, point + 1))
        .filter(point -> from <= point && point < to)
        .sorted();
  }

  private void around(ReferenceSend send, LongStream.Builder points) {
    points.add(send.at());
    for (FrequencyCap cap : situation.policy().caps()) {
      if (cap.window() instanceof Window.Rolling(var length)) {
        points.add(send.at() - length.toNanos()).add(send.at() + length.toNanos());
      }
    }
  }

  private void days(long from, long to, LongStream.Builder points) {
    for (long day = rules.calendar.day(from) - 1; day <= rules.calendar.day(to) + 1; day++) {
      points.add(rules.calendar.firstInstant(day));
      long start = day * DAY;
      situation
          .policy()
          .quietHours()
          .map(hours -> rules.calendar.instantsShowing(start + hours.until().toNanoOfDay()))
          .ifPresent(ends -> ends.forEach(points::add));
    }
  }
}
