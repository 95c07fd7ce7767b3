package dev.sluice.core.feedback;

import java.time.LocalDate;

/**
 * What is known of the marketing sends of one day.
 *
 * @param day in UTC; a bounce counts on the day of its send, not on that of its return
 * @param delivered sends that a recipient's server took
 * @param bounced sends that came back for good, without those that SES did not try
 * @param complained sends that were reported as unwanted
 */
public record DailySendStats(LocalDate day, long delivered, long bounced, long complained) {

  /** Returns the sends whose fate is known. */
  public long volume() {
    return delivered + bounced;
  }
}
