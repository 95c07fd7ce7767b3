package dev.sluice.core.ratelimit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The daily ramp of marketing from a new domain, whose reputation mailbox providers have yet to
 * form: a modest first day, half as much again every day, until the account's own quota is less.
 *
 * <p>Providers ask for slow growth and name no figures (Google's email sender guidelines, 'Increase
 * sending volume slowly'). With 200 on the first day, SES's own limit for accounts in its sandbox,
 * growth by half reaches the 50,000 of a usual account on the fifteenth day, within the two to four
 * weeks that are commonly advised.
 *
 * @param start the first day, of UTC as all days here; before it the first day's allowance holds
 * @param firstDay messages of the first day, 1 or more
 */
public record WarmUp(LocalDate start, long firstDay) {

  private static final double DAILY_GROWTH = 1.5;

  /** After so many days even a first day of one message has grown beyond any quota. */
  private static final long MAX_DAYS = 60;

  public WarmUp {
    if (firstDay < 1) {
      throw new IllegalArgumentException("a ramp begins with 1 message or more, not " + firstDay);
    }
  }

  /**
   * Returns how many messages may be sent on a day.
   *
   * @param perDay what the account may send in a day
   * @return empty once the ramp has grown to that: the warm-up is over
   */
  public Optional<Long> allowance(LocalDate day, long perDay) {
    long days = Math.clamp(ChronoUnit.DAYS.between(start, day), 0, MAX_DAYS);
    double ramp = Math.floor(firstDay * Math.pow(DAILY_GROWTH, days));
    return ramp < perDay ? Optional.of((long) ramp) : Optional.empty();
  }
}
