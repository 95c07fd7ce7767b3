package dev.sluice.core.policy;

import dev.sluice.core.support.InvalidInputException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The hours of the subscriber's day in which no marketing is sent.
 *
 * <p>An instant is quiet exactly when the subscriber's clock then shows a time from {@code from}
 * (included) to {@code until} (excluded), across midnight if {@code from} is later. Where the
 * clocks go forward over {@code until}, quiet ends with the jump; where they go back into the quiet
 * hours, quiet returns.
 */
public record QuietHours(LocalTime from, LocalTime until) {

  /** A day's end and clock changes on the way: each step passes one of them. */
  private static final int MAX_STEPS = 8;

  public QuietHours {
    if (from.equals(until)) {
      throw InvalidInputException.of(
          "until", until, "use another time than 'from': the hours between are quiet");
    }
  }

  /** Returns whether {@code instant} is quiet in {@code zone}. */
  public boolean isQuietAt(Instant instant, ZoneId zone) {
    return isQuietAt(instant.atZone(zone).toLocalTime());
  }

  /** Returns the first instant from {@code instant} on that is not quiet in {@code zone}. */
  public Instant firstAllowedFrom(Instant instant, ZoneId zone) {
    Instant at = instant;
    for (int step = 0; step < MAX_STEPS && isQuietAt(at, zone); step++) {
      at = earlier(endAtUnchangedOffset(at, zone), nextChange(at, zone));
    }
    return at;
  }

  private boolean isQuietAt(LocalTime time) {
    boolean afterFrom = !time.isBefore(from);
    boolean beforeUntil = time.isBefore(until);
    return from.isBefore(until) ? afterFrom && beforeUntil : afterFrom || beforeUntil;
  }

  private Instant endAtUnchangedOffset(Instant at, ZoneId zone) {
    ZoneOffset offset = zone.getRules().getOffset(at);
    LocalDateTime local = LocalDateTime.ofInstant(at, offset);
    LocalDateTime end = local.toLocalDate().atTime(until);
    return (end.isAfter(local) ? end : end.plusDays(1)).toInstant(offset);
  }

  private static Optional<Instant> nextChange(Instant at, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    return Optional.ofNullable(rules.nextTransition(at)).map(ZoneOffsetTransition::getInstant);
  }

  private static Instant earlier(Instant end, Optional<Instant> change) {
    return change.filter(end::isAfter).orElse(end);
  }
}
