package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.ratelimit.SendingQuota;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What one worker knows of SES's throttling, and tells the others through the items of permits.
 *
 * <p>Who is throttled marks the present second and the next ones. A worker that does not know of it
 * is refused by a marked second, which tells: nothing has to be read for it. Only who has asked for
 * no permits for as long as marks reach looks once. All pause for {@link #PAUSE}; then one of them
 * reads the quota anew, since SES answers one a second, and tells the others what it grants. Who
 * knows neither goes on pausing, up to {@link #MAX_PAUSE}.
 */
final class ThrottleBroadcast {

  /** How long nobody sends: SES's bucket fills again in a second. */
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
   * @param rate what SES grants since, a second, if it was told or read
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

  /** Returns the last throttling that the worker has heard of. */
  Optional<Instant> lastThrottledAt() {
    return lastEvent.get().map(ThrottleEvent::at);
  }

  /**
   * Tells everybody that SES throttled, unless a pause is on already: then it is of what was on its
   * way, and nobody learns anything from it.
   *
   * @return whether it is news
   */
  boolean broadcast(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    ThrottleEvent told = new ThrottleEvent(at, Optional.empty());
    boolean isNews =
        !isPausing(
            lastEvent.getAndUpdate(last -> isPausing(last, at) ? last : Optional.of(told)), at);
    if (isNews) {
      seconds.markThrottled(at.getEpochSecond(), at);
      item.save(at);
      for (int ahead = 1; ahead <= MARKED_AHEAD_SECONDS; ahead++) {
        seconds.markThrottled(at.getEpochSecond() + ahead, at);
      }
    }
    return isNews;
  }

  /** Hears of a throttling, and returns whether it is news. */
  boolean observe(Instant at) {
    return recordIfNewer(new ThrottleEvent(at, Optional.empty()));
  }

  /** Knows that a second was asked for permits, and so told what it had to tell. */
  void markChecked(long second) {
    lastCheckedSecond.set(Optional.of(second));
  }

  /** Looks whether SES throttled while nobody was asked, and returns whether that is news. */
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
   * Returns what SES grants a second by all that is known, empty if that is to be learned yet.
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
        .map(told -> Math.min(told, quota.perSecond()))
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
    Optional<Double> told =
        item.load()
            .filter(read -> !read.at().isBefore(throttling.at()))
            .flatMap(ThrottleEvent::rate);
    told.ifPresent(rate -> recordRate(throttling, rate));
    return told;
  }

  /** Adds the rate to what is known, unless a later throttling is by now; tells whether it did. */
  private boolean recordRate(ThrottleEvent throttling, double perSecond) {
    Optional<ThrottleEvent> before = Optional.of(throttling);
    Optional<ThrottleEvent> settled = Optional.of(throttling.withRate(perSecond));
    return lastEvent.getAndUpdate(last -> last.equals(before) ? settled : last).equals(before);
  }

  private boolean recordIfNewer(ThrottleEvent told) {
    return isNewer(
        lastEvent.getAndUpdate(last -> isNewer(last, told) ? Optional.of(told) : last), told);
  }

  private static boolean isNewer(Optional<ThrottleEvent> last, ThrottleEvent told) {
    return last.filter(before -> !before.at().isBefore(told.at())).isEmpty();
  }

  private static boolean isPausing(Optional<ThrottleEvent> last, Instant now) {
    return last.filter(before -> now.isBefore(before.at().plus(PAUSE))).isPresent();
  }
}
