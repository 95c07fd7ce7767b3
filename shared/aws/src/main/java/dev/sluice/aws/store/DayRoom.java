package dev.sluice.aws.store;

import dev.sluice.aws.ses.SendingQuota;
import dev.sluice.scheduling.delivery.Reserve;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the day's quota has left for marketing when a second begins.
 *
 * <p>It is what the quota had beside its reserve when SES told it, less what everybody may have
 * sent from that second on at the full rate, less what had permits then and may not have left, so
 * that SES had not counted it. So it is never more than there is, and may be less for as long as
 * something is on its way: who comes back minutes later finds the rest.
 *
 * <p>All workers reckon so, and what marketing takes within a second is held below it by the write
 * that takes it; hence no number of workers exceeds marketing's share together.
 */
final class DayRoom {

  /**
   * How long after it was granted a permit may be used and not yet counted by SES: a write, a call
   * of SES that takes 12 s at most, and a few refills where one visit needs more than a step has.
   */
  private static final Duration UNSEEN = Duration.ofSeconds(30);

  /**
   * Nobody looks for what is on its way while more is left than twice what the full rate makes in
   * that time: marketing's part of it is less, and transactional mail cannot add as much.
   */
  private static final double FAR = 2.0 * UNSEEN.toSeconds();

  private final PermitSeconds seconds;
  private final Reserve reserve;
  private final AtomicReference<Optional<Look>> last = new AtomicReference<>(Optional.empty());

  private record Look(Instant readAt, long onTheirWay) {}

  DayRoom(PermitSeconds seconds, Reserve reserve) {
    this.seconds = seconds;
    this.reserve = reserve;
  }

  /**
   * Returns how many permits marketing may have used of the present second, 0 or less if none.
   *
   * @param quota as it is when the second begins
   */
  long left(SendingQuota quota) {
    return quota.leftToday().map(left -> left(left - kept(quota), quota)).orElse(Long.MAX_VALUE);
  }

  private long left(long beside, SendingQuota quota) {
    boolean isFar = beside > FAR * quota.perSecond();
    return isFar || beside <= 0 ? beside : beside - quota.readAt().map(this::onTheirWay).orElse(0L);
  }

  private long kept(SendingQuota quota) {
    return quota.perDay().map(reserve::ofDay).orElse(0L);
  }

  private long onTheirWay(Instant readAt) {
    return last.get()
        .filter(look -> look.readAt().equals(readAt))
        .orElseGet(() -> look(readAt))
        .onTheirWay();
  }

  /** What is granted in the answer's own second is among what may have been sent since. */
  private Look look(Instant readAt) {
    long second = readAt.getEpochSecond();
    Look look = new Look(readAt, seconds.used(second - UNSEEN.toSeconds(), second));
    last.set(Optional.of(look));
    return look;
  }
}
