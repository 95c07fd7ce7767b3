package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.support.Instants;
import java.time.Instant;

/**
 * The permits that marketing may take in a second.
 *
 * @param all permits that may be used in all when marketing takes some: transactional mail in this
 *     very second makes it less
 * @param marketing permits that marketing may use at all: what is reserved for the peaks of
 *     transactional mail is not for it, whether they come in this second or not
 * @param dailyRemaining permits of this second that marketing may use so that the day's quota holds
 */
record RateBudget(RateWindow all, RateWindow marketing, long dailyRemaining) {

  /**
   * The permits used in a second.
   *
   * @param all by all mail
   * @param marketing by marketing
   */
  record Usage(long all, long marketing) {
    static final Usage NONE = new Usage(0, 0);
  }

  /**
   * Returns the budget of an instant.
   *
   * @param rate what the account may send, per second
   * @param least what is left free beside everything that is sent, per second
   * @param reserve what marketing leaves to transactional mail, per second, {@code least} or more
   */
  static RateBudget at(Instant instant, double rate, double least, double reserve) {
    return new RateBudget(
        RateWindow.at(instant, rate - least),
        RateWindow.at(instant, rate - reserve),
        Long.MAX_VALUE);
  }

  /** Returns the budget with this many permits of the day's quota left for the second. */
  RateBudget limitedTo(long leftOfDay) {
    return new RateBudget(all, marketing, Math.max(0, leftOfDay));
  }

  /** Returns how many permits of the second may be used in all when marketing takes some. */
  long maxTotal() {
    return all.capacity();
  }

  /** Returns how many permits of the second marketing may have used. */
  long maxMarketing() {
    return Math.min(marketing.capacity(), dailyRemaining);
  }

  /** Returns the second since the epoch. */
  long second() {
    return all.epochSecond();
  }

  /** Returns how many permits there are, until the end of this step. */
  int remaining(Usage used) {
    long left = Math.min(maxTotal() - used.all(), maxMarketing() - used.marketing());
    return (int) Math.clamp(left, 0L, Integer.MAX_VALUE);
  }

  /** Returns when permits come beyond those of this step, at most the second's end. */
  Instant nextPermitAt(Usage used) {
    Instant ofAll = all.nextPermitAt(Math.max(all.capacity(), used.all()));
    Instant ofMarketing = marketing.nextPermitAt(Math.max(marketing.capacity(), used.marketing()));
    return Instants.later(ofAll, ofMarketing);
  }
}
