package dev.sluice.core.feedback;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The bounce and complaint rates at which marketing is held.
 *
 * <p>SES reviews an account at a bounce rate of 5 % or a complaint rate of 0.1 %, each over a
 * volume that it calls representative (Amazon SES Developer Guide, "Understanding bounce and
 * complaint rates"); so limits lie below. A hold begins at a limit and ends at four fifths of it,
 * so that it does not alternate.
 *
 * @param bouncePercent bounces per sends whose outcome is known, above 0
 * @param complaintPercent complaints per delivered sends, above 0
 * @param countedFrom days before this one are not counted, because the team has investigated them
 */
public record ReputationLimits(
    double bouncePercent, double complaintPercent, LocalDate countedFrom) {

  /**
   * Days are added up, from today back, until there are so many messages: enough for a complaint
   * rate of 0.08 % to mean eight people.
   */
  static final long REPRESENTATIVE_VOLUME = 10_000;

  /**
   * The most days that are added up, however few messages they have: older sends say little about
   * today's.
   */
  static final int MAX_DAYS = 7;

  /**
   * The fewest bounces or complaints that hold marketing; fewer may be chance, such as one bounce
   * of three messages.
   */
  static final long MIN_EVENTS = 5;

  private static final double RELEASE_FACTOR = 0.8;

  public ReputationLimits {
    if (!(bouncePercent > 0) || !(complaintPercent > 0)) {
      throw new IllegalArgumentException("limits are above 0 percent");
    }
  }

  /** Returns the first day that can count. */
  LocalDate firstDay(LocalDate today) {
    LocalDate first = today.minusDays(MAX_DAYS - 1L);
    return first.isBefore(countedFrom) ? countedFrom : first;
  }

  /** Returns the latest of the days that make a representative volume, latest first. */
  static List<DailySendStats> representative(List<DailySendStats> days) {
    List<DailySendStats> latest = new ArrayList<>();
    long volume = 0;
    for (DailySendStats day : days.reversed()) {
      if (volume >= REPRESENTATIVE_VOLUME) {
        break;
      }
      latest.add(day);
      volume += day.volume();
    }
    return latest;
  }

  boolean holdsForBounces(List<DailySendStats> days, boolean held) {
    long bounced = days.stream().mapToLong(DailySendStats::bounced).sum();
    long known = days.stream().mapToLong(DailySendStats::volume).sum();
    return exceeds(bounced, known, limit(bouncePercent, held));
  }

  boolean holdsForComplaints(List<DailySendStats> days, boolean held) {
    long complained = days.stream().mapToLong(DailySendStats::complained).sum();
    long delivered = days.stream().mapToLong(DailySendStats::delivered).sum();
    return exceeds(complained, delivered, limit(complaintPercent, held));
  }

  private static double limit(double percent, boolean held) {
    return held ? percent * RELEASE_FACTOR : percent;
  }

  private static boolean exceeds(long bad, long of, double percent) {
    return bad >= MIN_EVENTS && 100.0 * bad >= percent * of;
  }
}
