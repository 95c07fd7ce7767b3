package dev.sluice.preferences.centre;

import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.Window;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.WaitingSend;
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
 * @param waiting what waits, the next one first
 * @param dropped what was dropped in the last 90 days, newest first
 * @param thisMonth marketing sends since the month began in the subscriber's zone
 * @param inAll marketing sends of the last 90 days
 */
public record Ledger(
    List<SendRecord> sent,
    List<WaitingSend> waiting,
    List<DropRecord> dropped,
    long thisMonth,
    long inAll) {

  /** How far back it goes: every standing remembers at least 93 days. */
  static final Duration REACH = Duration.ofDays(90);

  /** Sends that are shown: as many as are named in one read, more than anyone looks through. */
  static final int MAX_SENT = 100;

  /** Waiting and dropped sends that are shown, each: half of what is named in one read. */
  static final int MAX_OTHERS = 50;

  /** Returns the ledger of a standing. */
  public static Ledger of(Standing standing, ZoneId zone, Instant now) {
    Instant from = now.minus(REACH);
    Instant month = new Window.Calendar(Window.Calendar.Unit.MONTH).startOf(now, zone);
    List<SendRecord> recent =
        standing.history().stream().filter(send -> send.at().isAfter(from)).toList();
    return new Ledger(
        recent.reversed().stream().limit(MAX_SENT).toList(),
        standing.waiting().stream()
            .sorted(Comparator.comparing(WaitingSend::until).thenComparing(WaitingSend::campaign))
            .limit(MAX_OTHERS)
            .toList(),
        standing.drops().reversed().stream()
            .filter(drop -> drop.at().isAfter(from))
            .limit(MAX_OTHERS)
            .toList(),
        marketing(recent).filter(send -> !send.at().isBefore(month)).count(),
        marketing(recent).count());
  }

  /** Returns the keys under which the campaigns of sends are named. */
  public Set<SendKey> keysOfSent() {
    return sent.stream()
        .filter(send -> !isOwn(send))
        .map(SendRecord::key)
        .collect(Collectors.toSet());
  }

  /** Returns the keys under which the campaigns of all others are named. */
  public Set<SendKey> keysOfOthers() {
    return Stream.concat(
            waiting.stream().map(wait -> SendKey.of(wait.campaign())),
            dropped.stream().map(DropRecord::key))
        .collect(Collectors.toSet());
  }

  /** Tells whether some of the sends of the last 90 days are not shown. */
  boolean isCut() {
    return sent.size() == MAX_SENT;
  }

  /** Tells whether the person asked for a mail by acting. */
  static boolean isOwn(SendRecord send) {
    return send.topic().equals(TopicId.TRANSACTIONAL);
  }

  private static Stream<SendRecord> marketing(List<SendRecord> sends) {
    return sends.stream().filter(send -> !isOwn(send));
  }
}
