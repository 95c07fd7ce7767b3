package dev.sluice.preferences.center;

import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of the mail to a subscriber, as the subscriber is told.
 *
 * @param sent the newest sends of the last 90 days, newest first
 * @param deferred what waits, the next one first
 * @param dropped what was dropped in the last 90 days, newest first
 * @param thisMonth marketing sends since the month began in the subscriber's zone
 * @param total marketing sends of the last 90 days
 */
public record MailHistory(
    List<SendRecord> sent,
    List<DeferredSend> deferred,
    List<DropRecord> dropped,
    long thisMonth,
    long total) {

  /** How far back it goes: every standing remembers at least 93 days. */
  static final Duration PERIOD = Duration.ofDays(90);

  /** Sends that are shown: as many as are named in one read, more than anyone looks through. */
  static final int MAX_SENT = 100;

  /** Waiting and dropped sends that are shown, each: half of what is named in one read. */
  static final int MAX_NOT_SENT = 50;

  /** Returns the ledger of a standing. */
  public static MailHistory of(SubscriberState standing, ZoneId zone, Instant now) {
    Instant from = now.minus(PERIOD);
    Instant month = new Window.Calendar(Window.Calendar.Unit.MONTH).startOf(now, zone);
    List<SendRecord> recent =
        standing.history().stream().filter(send -> send.at().isAfter(from)).toList();
    return new MailHistory(
        recent.reversed().stream().limit(MAX_SENT).toList(),
        standing.deferredSends().stream()
            .sorted(Comparator.comparing(DeferredSend::until).thenComparing(DeferredSend::campaign))
            .limit(MAX_NOT_SENT)
            .toList(),
        standing.drops().reversed().stream()
            .filter(drop -> drop.at().isAfter(from))
            .limit(MAX_NOT_SENT)
            .toList(),
        marketing(recent).filter(send -> !send.at().isBefore(month)).count(),
        marketing(recent).count());
  }

  /** Returns the keys under which the campaigns of sends are named. */
  public Set<SendKey> sentKeys() {
    return sent.stream()
        .filter(send -> !isTransactional(send))
        .map(SendRecord::key)
        .collect(Collectors.toSet());
  }

  /** Returns the keys under which the campaigns of all others are named. */
  public Set<SendKey> unsentKeys() {
    return Stream.concat(
            deferred.stream().map(wait -> SendKey.of(wait.campaign())),
            dropped.stream().map(DropRecord::key))
        .collect(Collectors.toSet());
  }

  /** Tells whether some of the sends of the last 90 days are not shown. */
  boolean isTruncated() {
    return sent.size() == MAX_SENT;
  }

  /** Tells whether the person asked for a mail by acting. */
  static boolean isTransactional(SendRecord send) {
    return send.topic().equals(TopicId.TRANSACTIONAL);
  }

  private static Stream<SendRecord> marketing(List<SendRecord> sends) {
    return sends.stream().filter(send -> !isTransactional(send));
  }
}
