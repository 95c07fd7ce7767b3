package dev.sluice.core.feedback;

import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.HoldSource;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The source of holds for spam rates that mailbox providers publish: it holds marketing while the
 * latest report about any sender domain is at the limit.
 *
 * <p>Only reports of the last week count, and the latest of each source and domain. A hold ends at
 * four fifths of the limit, so that it does not alternate; while nothing is sent no new reports
 * come, and it ends when the last one is a week old.
 */
public final class SpamRateHoldSource implements HoldSource {

  /** The most days between the messages of a report and now. */
  static final int MAX_AGE_DAYS = 7;

  private static final double RELEASE_FACTOR = 0.8;

  private final InstantSource clock;
  private final SpamRateReports reports;
  private final double limitPercent;
  private final LocalDate countedFrom;

  /**
   * Creates a source.
   *
   * @param limitPercent the spam rate at which marketing is held
   * @param countedFrom days before this one are not counted, because the team has investigated them
   */
  public SpamRateHoldSource(
      InstantSource clock, SpamRateReports reports, double limitPercent, LocalDate countedFrom) {
    this.clock = clock;
    this.reports = reports;
    this.limitPercent = limitPercent;
    this.countedFrom = countedFrom;
  }

  @Override
  public Set<HoldReason> reasons(Set<HoldReason> before) {
    LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(MAX_AGE_DAYS);
    Map<String, SpamRateReport> latest = new HashMap<>();
    reports
        .reportsSince(first.isBefore(countedFrom) ? countedFrom : first)
        .forEach(report -> latest.put(report.source() + " " + report.domain(), report));
    double limit =
        before.contains(HoldReason.SPAM_RATE) ? limitPercent * RELEASE_FACTOR : limitPercent;
    return latest.values().stream().anyMatch(report -> report.percent() >= limit)
        ? Set.of(HoldReason.SPAM_RATE)
        : Set.of();
  }
}
