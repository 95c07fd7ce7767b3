package dev.sluice.core.ratelimit;

import dev.sluice.core.sending.SendOutcome.Limit;
import java.time.Instant;
import java.util.Optional;

/** The account's sending rate and quota, shared by all workers. */
@FunctionalInterface
public interface RatePermits {

  /**
   * Acquires permits for marketing sends; a permit is for immediate use.
   *
   * @param wanted 1 or more
   */
  Grant tryAcquire(int wanted);

  /**
   * Reports that SES throttled a message that had a permit: the quota is lower than known and must
   * be read again.
   */
  default void onThrottled(Limit limit) {}

  /**
   * Returns why no permit is granted for minutes, empty if there are permits or will be within
   * seconds. Reads only.
   */
  default Optional<SendingBlock> currentBlock() {
    return Optional.empty();
  }

  /**
   * The result of a request for permits.
   *
   * @param granted 0 to the number wanted
   * @param nextAt when there are more, not later than now if there are some left; minutes ahead
   *     where the account may not send, or the day's quota is spent but for the reserve
   */
  record Grant(int granted, Instant nextAt) {}
}
