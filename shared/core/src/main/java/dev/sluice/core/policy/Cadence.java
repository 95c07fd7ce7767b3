package dev.sluice.core.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;

/**
 * How often a subscriber wants a topic, counted in dates of the subscriber's zone.
 *
 * <p>After a send on a Monday, weekly is free again from the next Monday's first instant: it
 * neither drifts with the hour of the send nor doubles at midnight.
 */
public enum Cadence {
  /** Every mail, as it comes. */
  AS_IT_COMES(Period.ZERO),
  DAILY(Period.ofDays(1)),
  WEEKLY(Period.ofDays(7)),
  EVERY_TWO_WEEKS(Period.ofDays(14)),
  /** Free again on the same day of the next month, or that month's last day. */
  MONTHLY(Period.ofMonths(1)),
  /** Free again on the same day three months on, or that month's last day. */
  QUARTERLY(Period.ofMonths(3));

  private final Period period;

  Cadence(Period period) {
    this.period = period;
  }

  /** Returns whether this cadence allows every send. */
  public boolean isUnrestricted() {
    return period.isZero();
  }

  /** Returns the first instant at which a topic may be sent again after a send at {@code sent}. */
  public Instant allowedFrom(Instant sent, ZoneId zone) {
    return isUnrestricted()
        ? sent
        : LocalDays.startOf(LocalDays.dayOf(sent, zone).plus(period), zone);
  }

  /**
   * Returns the first instant at which a send would keep the topic from a send planned at {@code
   * planned}: from there until the planned send, another one must not go out.
   */
  public Instant blockedFrom(Instant planned, ZoneId zone) {
    if (isUnrestricted()) {
      return planned;
    }
    LocalDate day = LocalDays.dayOf(planned, zone);
    // Clamping to a month's last day maps several days onto one, so the earliest day that still
    // reaches beyond the planned one is found by stepping: at most the 3 days months differ by.
    LocalDate first = day.minus(period);
    while (!first.plus(period).isAfter(day)) {
      first = first.plusDays(1);
    }
    return LocalDays.startOf(first, zone);
  }
}
