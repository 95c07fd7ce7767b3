package dev.sluice.aws.store;

import dev.sluice.aws.ses.SendingQuota;
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
 * knows neither goes on pausing, up to {@link #PATIENCE}.
 */
final class Throttling {

  /** How long nobody sends: SES's bucket fills again in a second. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  /** Then the old quota is all there is to go by: SES has been asked twice in this time. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * How many seconds after the present one are marked: longer than a worker waits for permits
   * without asking, however often it was refused.
   */
  private static final int MARKED_AHEAD_SECONDS = 5;

  private final PermitSeconds seconds;
  private final ThrottledItem item;
  private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Long>> asked = new AtomicReference<>(Optional.empty());

  /**
   * A throttling.
   *
   * @param rate what SES grants since, a second, if it was told or read
   */
  record Known(Instant at, Optional<Double> rate) {

    Known granting(double perSecond) {
      return new Known(at, Optional.of(perSecond));
    }
  }

  Throttling(PermitSeconds seconds, ThrottledItem item) {
    this.seconds = seconds;
    this.item = item;
  }

  /** Returns the last throttling that the worker has heard of. */
  Optional<Instant> heard() {
    return known.get().map(Known::at);
  }

  /**
   * Tells everybody that SES throttled, unless a pause is on already: then it is of what was on its
   * way, and nobody learns anything from it.
   *
   * @return whether it is news
   */
  boolean tell(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    Known told = new Known(at, Optional.empty());
    boolean isNews =
        !isPausing(known.getAndUpdate(last -> isPausing(last, at) ? last : Optional.of(told)), at);
    if (isNews) {
      seconds.mark(at.getEpochSecond(), at);
      item.write(at);
      for (int ahead = 1; ahead <= MARKED_AHEAD_SECONDS; ahead++) {
        seconds.mark(at.getEpochSecond() + ahead, at);
      }
    }
    return isNews;
  }

  /** Hears of a throttling, and returns whether it is news. */
  boolean hear(Instant at) {
    return learn(new Known(at, Optional.empty()));
  }

  /** Knows that a second was asked for permits, and so told what it had to tell. */
  void asked(long second) {
    asked.set(Optional.of(second));
  }

  /** Looks whether SES throttled while nobody was asked, and returns whether that is news. */
  boolean catchUp(Instant now) {
    long second = now.getEpochSecond();
    if (asked.get().filter(last -> second - last <= MARKED_AHEAD_SECONDS).isPresent()) {
      return false;
    }
    asked(second);
    return item.read().filter(this::learn).isPresent();
  }

  /** Returns when the pause ends, empty if there is none at {@code now}. */
  Optional<Instant> pausedUntil(Instant now) {
    return heard().map(at -> at.plus(PAUSE)).filter(now::isBefore);
  }

  /**
   * Returns what SES grants a second by all that is known, empty if that is to be learned yet.
   *
   * @param quota as this worker read it last
   */
  Optional<Double> rate(SendingQuota quota, Instant now) {
    return known
        .get()
        .map(last -> rateSince(last, quota, now))
        .orElse(Optional.of(quota.perSecond()));
  }

  private Optional<Double> rateSince(Known throttling, SendingQuota quota, Instant now) {
    if (quota.readAt().filter(throttling.at()::isBefore).isPresent()) {
      tellRate(throttling, quota.perSecond());
      return Optional.of(quota.perSecond());
    }
    boolean isOver = !now.isBefore(throttling.at().plus(PATIENCE));
    return told(throttling)
        .map(told -> Math.min(told, quota.perSecond()))
        .or(() -> isOver ? Optional.of(quota.perSecond()) : Optional.empty());
  }

  private void tellRate(Known throttling, double perSecond) {
    if (throttling.rate().isEmpty() && settle(throttling, perSecond)) {
      item.write(throttling.granting(perSecond));
    }
  }

  private Optional<Double> told(Known throttling) {
    if (throttling.rate().isPresent()) {
      return throttling.rate();
    }
    Optional<Double> told =
        item.read().filter(read -> !read.at().isBefore(throttling.at())).flatMap(Known::rate);
    told.ifPresent(rate -> settle(throttling, rate));
    return told;
  }

  /** Adds the rate to what is known, unless a later throttling is by now; tells whether it did. */
  private boolean settle(Known throttling, double perSecond) {
    Optional<Known> before = Optional.of(throttling);
    Optional<Known> settled = Optional.of(throttling.granting(perSecond));
    return known.getAndUpdate(last -> last.equals(before) ? settled : last).equals(before);
  }

  private boolean learn(Known told) {
    return isNews(known.getAndUpdate(last -> isNews(last, told) ? Optional.of(told) : last), told);
  }

  private static boolean isNews(Optional<Known> last, Known told) {
    return last.filter(before -> !before.at().isBefore(told.at())).isEmpty();
  }

  private static boolean isPausing(Optional<Known> last, Instant now) {
    return last.filter(before -> now.isBefore(before.at().plus(PAUSE))).isPresent();
  }
}
