package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.ratelimit.SendingQuota;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The throttling that one worker knows of, which it shares with the others through the items of
 * permits.
 *
 * <p>A throttled worker marks the present second and the next ones. A worker that does not know of
 * it is refused by a marked second and learns of it from the refusal: no extra read is needed. Only
 * a worker that has requested no permits for as long as the marks reach reads once. All pause for
 * {@link #PAUSE}; then one of them reads the quota again, since SES answers one request a second,
 * and shares the rate. A worker that knows no rate stays paused, up to {@link #MAX_PAUSE}.
 */
final class ThrottleBroadcast {

  /** How long no worker sends: SES's bucket fills again in a second. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  /** Then the old quota is all there is to go by: SES has been asked twice in this time. */
  static final Duration MAX_PAUSE = Duration.ofSeconds(10);

  /**
   * How many seconds after the present one are marked: longer than a worker waits for permits
   * without asking, however often it was refused.
   */
  private static final int MARKED_AHEAD_SECONDS = 5;

  private final PermitCounters seconds;
  private final LastThrottleItem item;
  private final AtomicReference<Optional<ThrottleEvent>> lastEvent =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Long>> lastCheckedSecond =
      new AtomicReference<>(Optional.empty());

  /**
   * A throttling.
   *
   * @param rate what SES grants since then, per second, if it was shared or read
   */
  record ThrottleEvent(Instant at, Optional<Double> rate) {

    ThrottleEvent withRate(double perSecond) {
      return new ThrottleEvent(at, Optional.of(perSecond));
    }
  }

  ThrottleBroadcast(PermitCounters seconds, LastThrottleItem item) {
    this.seconds = seconds;
    this.item = item;
  }

  /** Returns the last throttling that the worker knows of. */
  Optional<Instant> lastThrottledAt() {
    return lastEvent.get().map(ThrottleEvent::at);
  }

  /**
   * Shares with all workers that SES throttled, unless they are pausing already: then it concerns
   * messages that were on their way, and is nothing new.
   *
   * @return whether it is new
   */
  boolean broadcast(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    ThrottleEvent event = new ThrottleEvent(at, Optional.empty());
    boolean isNew =
        !isPausing(
            lastEvent.getAndUpdate(last -> isPausing(last, at) ? last : Optional.of(event)), at);
    if (isNew) {
      seconds.markThrottled(at.getEpochSecond(), at);
      item.save(at);
      for (int ahead = 1; ahead <= MARKED_AHEAD_SECONDS; ahead++) {
        seconds.markThrottled(at.getEpochSecond() + ahead, at);
      }
    }
    return isNew;
  }

  /** Records a throttling, and returns whether it is new. */
  boolean observe(Instant at) {
    return recordIfNewer(new ThrottleEvent(at, Optional.empty()));
  }

  /** Records that permits of a second were requested, and its mark was read with them. */
  void markChecked(long second) {
    lastCheckedSecond.set(Optional.of(second));
  }

  /** Reads whether SES throttled while no permits were requested, and returns whether it is new. */
  boolean catchUp(Instant now) {
    long second = now.getEpochSecond();
    if (lastCheckedSecond.get().filter(last -> second - last <= MARKED_AHEAD_SECONDS).isPresent()) {
      return false;
    }
    markChecked(second);
    return item.load().filter(this::recordIfNewer).isPresent();
  }

  /** Returns when the pause ends, empty if there is none at {@code now}. */
  Optional<Instant> pausedUntil(Instant now) {
    return lastThrottledAt().map(at -> at.plus(PAUSE)).filter(now::isBefore);
  }

  /**
   * Returns what SES grants per second as far as it is known, empty if it must be read first.
   *
   * @param quota as this worker read it last
   */
  Optional<Double> rate(SendingQuota quota, Instant now) {
    return lastEvent
        .get()
        .map(last -> rateSince(last, quota, now))
        .orElse(Optional.of(quota.perSecond()));
  }

  private Optional<Double> rateSince(ThrottleEvent throttling, SendingQuota quota, Instant now) {
    if (quota.readAt().filter(throttling.at()::isBefore).isPresent()) {
      shareRate(throttling, quota.perSecond());
      return Optional.of(quota.perSecond());
    }
    boolean isOver = !now.isBefore(throttling.at().plus(MAX_PAUSE));
    return sharedRate(throttling)
        .map(shared -> Math.min(shared, quota.perSecond()))
        .or(() -> isOver ? Optional.of(quota.perSecond()) : Optional.empty());
  }

  private void shareRate(ThrottleEvent throttling, double perSecond) {
    if (throttling.rate().isEmpty() && recordRate(throttling, perSecond)) {
      item.save(throttling.withRate(perSecond));
    }
  }

  private Optional<Double> sharedRate(ThrottleEvent throttling) {
    if (throttling.rate().isPresent()) {
      return throttling.rate();
    }
    Optional<Double> shared =
        item.load()
            .filter(read -> !read.at().isBefore(throttling.at()))
            .flatMap(ThrottleEvent::rate);
    shared.ifPresent(rate -> recordRate(throttling, rate));
    return shared;
  }

  /** Adds the rate to the throttling unless there was a later one; returns whether it did. */
  private boolean recordRate(ThrottleEvent throttling, double perSecond) {
    Optional<ThrottleEvent> before = Optional.of(throttling);
    Optional<ThrottleEvent> settled = Optional.of(throttling.withRate(perSecond));
    return lastEvent.getAndUpdate(last -> last.equals(before) ? settled : last).equals(before);
  }

  private boolean recordIfNewer(ThrottleEvent event) {
    return isNewer(
        lastEvent.getAndUpdate(last -> isNewer(last, event) ? Optional.of(event) : last), event);
  }

  private static boolean isNewer(Optional<ThrottleEvent> last, ThrottleEvent event) {
    return last.filter(before -> !before.at().isBefore(event.at())).isEmpty();
  }

  private static boolean isPausing(Optional<ThrottleEvent> last, Instant now) {
    return last.filter(before -> now.isBefore(before.at().plus(PAUSE))).isPresent();
  }
}
