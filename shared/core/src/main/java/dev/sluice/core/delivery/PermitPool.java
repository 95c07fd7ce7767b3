package dev.sluice.core.delivery;

import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.sending.SendOutcome.Limit;
import dev.sluice.core.support.Instants;
import dev.sluice.core.support.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The permits that a run has acquired and not yet spent.
 *
 * <p>What remains is less than the next subscriber needs, and is kept: a decision of two messages
 * must get past a rate that grants one at a time.
 */
final class PermitPool {

  /** Messages that leave together: with some 10 ms a call, plenty for the highest rates. */
  static final int MAX_MESSAGES = 100;

  /** Messages prepared when permits are short: planning without a permit is wasted work. */
  private static final int FEW_MESSAGES = 10;

  /** The longest wait for permits: a shard that waits longer would block a worker for nothing. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /**
   * The interval after a refill within which the workers that wait for it ask, in a new random
   * order each time: the first takes everything where rates are low. A quarter of the time between
   * two refills.
   */
  private static final int SPREAD_MILLIS = 50;

  private final RatePermits permits;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final RandomGenerator random;
  private final Set<Limit> throttledBy = ConcurrentHashMap.newKeySet();
  private int maxMessages = MAX_MESSAGES;
  private int available;
  private Optional<Instant> nextAt = Optional.empty();

  PermitPool(RatePermits permits, InstantSource clock, Sleeper sleeper, RandomGenerator random) {
    this.permits = permits;
    this.clock = clock;
    this.sleeper = sleeper;
    this.random = random;
  }

  /** Returns how many messages to prepare at once, as the last grant suggests. */
  int maxMessages() {
    return maxMessages;
  }

  /** Returns when to ask for more permits, empty if they can be asked for now. */
  Optional<Instant> nextRefill() {
    return nextAt.filter(clock.instant()::isBefore);
  }

  /**
   * Waits for a refill, at most until the given instant.
   *
   * @return false if the refill is too far ahead to wait for
   */
  boolean awaitRefill(Instant refill, Instant until) throws InterruptedException {
    if (refill.isAfter(clock.instant().plus(MAX_WAIT))) {
      return false;
    }
    Instant staggered = refill.plusMillis(random.nextInt(SPREAD_MILLIS));
    sleeper.sleepUntil(Instants.earlier(staggered, until));
    return true;
  }

  /** Acquires the permits that this many messages lack, as many as are available. */
  void acquireFor(int messages) {
    int wanted = messages - available;
    if (wanted > 0) {
      RatePermits.Grant grant = permits.tryAcquire(wanted);
      available += grant.granted();
      maxMessages = Math.clamp(2L * grant.granted(), FEW_MESSAGES, MAX_MESSAGES);
      nextAt = Optional.of(grant.nextAt());
    }
  }

  /** Spends permits for this many messages, unless there are too few. */
  boolean trySpend(int messages) {
    boolean enough = messages <= available;
    available -= enough ? messages : 0;
    return enough;
  }

  /** Reports at once that SES throttled despite a permit; safe for use by several threads. */
  void recordThrottling(Set<Limit> limits) {
    limits.stream().filter(throttledBy::add).forEach(permits::onThrottled);
  }

  /** Returns whether SES throttled a message of this batch, so that the rest should not leave. */
  boolean isThrottled() {
    return !throttledBy.isEmpty();
  }

  /** Continues without permits and in small batches if SES throttled the last one. */
  void resetIfThrottled() {
    if (isThrottled()) {
      throttledBy.clear();
      available = 0;
      maxMessages = FEW_MESSAGES;
    }
  }
}
