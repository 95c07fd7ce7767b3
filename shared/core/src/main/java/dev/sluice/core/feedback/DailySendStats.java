package dev.sluice.core.feedback;

import java.time.LocalDate;

/**
 * The statistics of the marketing sends of one day.
 *
 * @param day in UTC; a bounce counts on the day of its send, not on that of its return
 * @param delivered sends that a recipient's server accepted
 * @param bounced sends that bounced permanently, without those that SES did not try
 * @param complained sends that were reported as unwanted
 */
public record DailySendStats(LocalDate day, long delivered, long bounced, long complained) {

  /** Returns the number of sends whose outcome is known. */
  public long volume() {
    return delivered + bounced;
  }
}
