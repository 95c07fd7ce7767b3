package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.visit.SendOutcome.Limit;
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
final class Purse {

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
  private int most = MAX_MESSAGES;
  private int held;
  private Optional<Instant> nextAt = Optional.empty();

  Purse(RatePermits permits, RandomGenerator random) {
    this.permits = permits;
    this.random = random;
  }

  /** Returns when this worker, of all that wait for a refill at an instant, asks for its share. */
  Instant turnAfter(Instant refill) {
    return refill.plusMillis(random.nextInt(SPREAD_MILLIS));
  }

  /** Returns how many messages to prepare at once, as the last grant suggests. */
  int most() {
    return most;
  }

  /** Returns when to ask for more permits, empty if now is as good as any other instant. */
  Optional<Instant> refilledAt(Instant now) {
    return nextAt.filter(now::isBefore);
  }

  /** Takes the permits that so many messages lack, as many of them as are to be had. */
  void fill(int messages) {
    int wanted = messages - held;
    if (wanted > 0) {
      RatePermits.Grant grant = permits.take(wanted);
      held += grant.granted();
      most = Math.clamp(2L * grant.granted(), FEW_MESSAGES, MAX_MESSAGES);
      nextAt = Optional.of(grant.nextAt());
    }
  }

  /** Spends permits for so many messages, unless there are too few. */
  boolean spend(int messages) {
    boolean enough = messages <= held;
    held -= enough ? messages : 0;
    return enough;
  }

  /** Tells the permits at once that SES throttled all the same; many threads may. */
  void heed(Set<Limit> limits) {
    limits.stream().filter(throttledBy::add).forEach(permits::throttled);
  }

  /** Tells whether SES throttled what left together: what has not left yet should not. */
  boolean isThrottled() {
    return !throttledBy.isEmpty();
  }

  /** Goes on with nothing in hand and in small steps if SES throttled what left together. */
  void settle() {
    if (isThrottled()) {
      throttledBy.clear();
      held = 0;
      most = FEW_MESSAGES;
    }
  }
}
