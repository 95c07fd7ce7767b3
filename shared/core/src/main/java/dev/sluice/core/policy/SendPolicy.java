package dev.sluice.core.policy;

import dev.sluice.core.subscriber.SegmentInput;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.support.Durations;
import dev.sluice.core.support.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules in force for all marketing mail.
 *
 * @param revision 0 for the one a fresh installation has, then 1 more for every change; all are
 *     kept
 * @param caps at most {@value #MAX_CAPS}, with different names; all of them hold at once
 * @param quietHours the hours without marketing, if any
 * @param defaultZone the zone of subscribers who have none
 * @param lookAhead how far ahead an announced campaign keeps its slot against lighter ones, up to
 *     30 days; zero lets each campaign take what is free
 * @param transactionalCounts whether transactional mail to a subscriber counts towards the caps for
 *     all marketing mail; no cap ever stops it
 */
public record SendPolicy(
    long revision,
    List<FrequencyCap> caps,
    Optional<QuietHours> quietHours,
    ZoneId defaultZone,
    Duration lookAhead,
    boolean transactionalCounts) {

  /** More caps than anyone can keep in mind, few enough to check for every send. */
  public static final int MAX_CAPS = 20;

  private static final Duration MAX_LOOK_AHEAD = Duration.ofDays(30);

  /**
   * Covers a quarterly cadence (92 days), every campaign's life (90 days) and a month's calendar.
   */
  private static final Duration MIN_RETENTION = Duration.ofDays(93);

  /** The policy of a fresh installation: no caps, no quiet hours, days in UTC, no look-ahead. */
  public static final SendPolicy INITIAL =
      new SendPolicy(0, List.of(), Optional.empty(), ZoneId.of("UTC"), Duration.ZERO);

  /** Creates a policy under which transactional mail does not count. */
  public SendPolicy(
      long revision,
      List<FrequencyCap> caps,
      Optional<QuietHours> quietHours,
      ZoneId defaultZone,
      Duration lookAhead) {
    this(revision, caps, quietHours, defaultZone, lookAhead, false);
  }

  public SendPolicy {
    caps = List.copyOf(caps);
    if (caps.size() > MAX_CAPS) {
      throw InvalidInputException.of("caps", caps.size(), "give at most " + MAX_CAPS + " caps");
    }
    requireDifferentNames(caps);
    if (lookAhead.isNegative() || lookAhead.compareTo(MAX_LOOK_AHEAD) > 0) {
      throw InvalidInputException.of(
          "lookAhead",
          Durations.toIsoText(lookAhead),
          "use an ISO 8601 duration from PT0S to P30D");
    }
  }

  /** Returns the same rules as another revision. */
  public SendPolicy withRevision(long otherRevision) {
    return new SendPolicy(
        otherRevision, caps, quietHours, defaultZone, lookAhead, transactionalCounts);
  }

  /** Returns the zone in which this subscriber's days and hours are counted. */
  public ZoneId zoneOf(Subscriber subscriber) {
    return subscriber.zone().orElse(defaultZone);
  }

  /**
   * Returns the caps that limit a subscriber at {@code now}.
   *
   * @param zone in which their days are counted
   */
  public List<FrequencyCap> capsFor(SegmentInput subscriber, ZoneId zone, Instant now) {
    LocalDate today = LocalDays.dayOf(now, zone);
    return caps.stream().filter(cap -> cap.appliesTo().matches(subscriber, today)).toList();
  }

  /** Returns how long a send must be remembered: at least 93 days, and every window's length. */
  public Duration retention() {
    return caps.stream()
        .map(FrequencyCap::window)
        .map(SendPolicy::length)
        .reduce(MIN_RETENTION, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  private static Duration length(Window window) {
    return switch (window) {
      case Window.Rolling(Duration length) -> length;
      case Window.Calendar _ -> MIN_RETENTION;
    };
  }

  private static void requireDifferentNames(List<FrequencyCap> caps) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < caps.size(); i++) {
      if (!names.add(caps.get(i).name())) {
        throw InvalidInputException.of(
            "caps[" + i + "].name", caps.get(i).name(), "give every cap a different name");
      }
    }
  }
}
