package dev.sluice.scheduling.delivery;

import java.time.Instant;

/** The account's sending rate and quota, shared by all workers. */
public interface RatePermits {

  /**
   * Takes permits for marketing sends; a permit is for now and cannot be kept.
   *
   * @param wanted 1 or more
   */
  Grant take(int wanted);

  /**
   * What was granted.
   *
   * @param granted 0 to the number wanted
   * @param nextAt when to ask for more, if fewer were granted than wanted; minutes ahead where the
   *     account may not send, or the day's quota is spent but for the reserve
   */
  record Grant(int granted, Instant nextAt) {}
}
