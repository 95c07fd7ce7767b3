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
 * The sent, deferred and dropped mail of a subscriber, as the preference center shows it.
 *
 * @param sent the newest sends of the last 90 days, newest first
 * @param deferred the deferred sends, the next one first
 * @param dropped the drops of the last 90 days, newest first
 * @param thisMonth marketing sends since the month began in the subscriber's zone
 * @param total marketing sends of the last 90 days
 */
public record MailHistory(
    List<SendRecord> sent,
    List<DeferredSend> deferred,
    List<DropRecord> dropped,
    long thisMonth,
    long total) {

  /** The period shown: a subscriber's state keeps at least 93 days. */
  static final Duration PERIOD = Duration.ofDays(90);

  /** Sends shown: as many as one read of campaign names returns. */
  static final int MAX_SENT = 100;

  /** Deferred and dropped sends shown, each: half of what one read of campaign names returns. */
  static final int MAX_NOT_SENT = 50;

  /** Returns the history in a subscriber's state. */
  public static MailHistory of(SubscriberState state, ZoneId zone, Instant now) {
    Instant from = now.minus(PERIOD);
    Instant month = new Window.Calendar(Window.Calendar.Unit.MONTH).startOf(now, zone);
    List<SendRecord> recent =
        state.history().stream().filter(send -> send.at().isAfter(from)).toList();
    return new MailHistory(
        recent.reversed().stream().limit(MAX_SENT).toList(),
        state.deferredSends().stream()
            .sorted(Comparator.comparing(DeferredSend::until).thenComparing(DeferredSend::campaign))
            .limit(MAX_NOT_SENT)
            .toList(),
        state.drops().reversed().stream()
            .filter(drop -> drop.at().isAfter(from))
            .limit(MAX_NOT_SENT)
            .toList(),
        marketing(recent).filter(send -> !send.at().isBefore(month)).count(),
        marketing(recent).count());
  }

  /** Returns the keys of the campaigns of sends. */
  public Set<SendKey> sentKeys() {
    return sent.stream()
        .filter(send -> !isTransactional(send))
        .map(SendRecord::key)
        .collect(Collectors.toSet());
  }

  /** Returns the keys of the campaigns of deferred and dropped sends. */
  public Set<SendKey> unsentKeys() {
    return Stream.concat(
            deferred.stream().map(wait -> SendKey.of(wait.campaign())),
            dropped.stream().map(DropRecord::key))
        .collect(Collectors.toSet());
  }

  /** Returns whether sends of the last 90 days may be missing. */
  boolean isTruncated() {
    return sent.size() == MAX_SENT;
  }

  /** Returns whether a send is transactional. */
  static boolean isTransactional(SendRecord send) {
    return send.topic().equals(TopicId.TRANSACTIONAL);
  }

  private static Stream<SendRecord> marketing(List<SendRecord> sends) {
    return sends.stream().filter(send -> !isTransactional(send));
  }
}
