package dev.sluice.core.delivery;

import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.sending.SendOutcome.Limit;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The permits that a run has in hand.
 *
 * <p>What is left of them is less than the next visit needs, and is held for it: a visit of two
 * messages must get past a rate that grants one at a time.
 */
final class PermitPool {

  /** Messages that leave together: with some 10 ms a call, plenty for the highest rates. */
  static final int MAX_MESSAGES = 100;

  /** Messages prepared when permits are short: what is planned and not permitted is in vain. */
  private static final int FEW_MESSAGES = 10;

  /**
   * Workers that wait for the same refill come in this time after it, in a new order each time: the
   * first takes all there is where rates are low. A quarter of the time between two refills.
   */
  private static final int SPREAD_MILLIS = 50;

  private final RatePermits permits;
  private final RandomGenerator random;
  private final Set<Limit> throttledBy = ConcurrentHashMap.newKeySet();
  private int maxMessages = MAX_MESSAGES;
  private int available;
  private Optional<Instant> nextAt = Optional.empty();

  PermitPool(RatePermits permits, RandomGenerator random) {
    this.permits = permits;
    this.random = random;
  }

  /** Returns when this worker, of all that wait for a refill at an instant, asks for its share. */
  Instant staggeredStart(Instant refill) {
    return refill.plusMillis(random.nextInt(SPREAD_MILLIS));
  }

  /** Returns how many messages to prepare at once, as the last grant suggests. */
  int maxMessages() {
    return maxMessages;
  }

  /** Returns when to ask for more permits, empty if now is as good as any other instant. */
  Optional<Instant> nextRefill(Instant now) {
    return nextAt.filter(now::isBefore);
  }

  /** Takes the permits that so many messages lack, as many of them as are to be had. */
  void acquireFor(int messages) {
    int wanted = messages - available;
    if (wanted > 0) {
      RatePermits.Grant grant = permits.tryAcquire(wanted);
      available += grant.granted();
      maxMessages = Math.clamp(2L * grant.granted(), FEW_MESSAGES, MAX_MESSAGES);
      nextAt = Optional.of(grant.nextAt());
    }
  }

  /** Spends permits for so many messages, unless there are too few. */
  boolean trySpend(int messages) {
    boolean enough = messages <= available;
    available -= enough ? messages : 0;
    return enough;
  }

  /** Tells the permits at once that SES throttled all the same; many threads may. */
  void recordThrottling(Set<Limit> limits) {
    limits.stream().filter(throttledBy::add).forEach(permits::onThrottled);
  }

  /** Tells whether SES throttled what left together: what has not left yet should not. */
  boolean isThrottled() {
    return !throttledBy.isEmpty();
  }

  /** Goes on with nothing in hand and in small steps if SES throttled what left together. */
  void resetIfThrottled() {
    if (isThrottled()) {
      throttledBy.clear();
      available = 0;
      maxMessages = FEW_MESSAGES;
    }
  }
}
