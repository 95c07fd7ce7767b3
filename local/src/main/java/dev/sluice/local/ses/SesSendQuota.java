package dev.sluice.local.ses;

/**
 * The sending quota of an SES account.
 *
 * @param recipientsPerSecond {@code MaxSendRate}, above 0
 * @param recipientsPer24Hours {@code Max24HourSend}; {@link #UNLIMITED} for no limit
 * @param burstSeconds how many seconds' worth may go out at once after a lull, at least what one
 *     recipient takes
 */
public record SesSendQuota(
    double recipientsPerSecond, long recipientsPer24Hours, double burstSeconds) {

  /** The value that SES returns for an account without a daily limit. */
  public static final long UNLIMITED = -1;

  public SesSendQuota {
    if (!(recipientsPerSecond > 0) || !(burstSeconds > 0) || recipientsPer24Hours < UNLIMITED) {
      throw new IllegalArgumentException(
          "quota of %s a second, %d a day, burst %s s: all must be above 0, or the day -1"
              .formatted(recipientsPerSecond, recipientsPer24Hours, burstSeconds));
    }
  }

  /** Returns a quota with a burst of one second. */
  public static SesSendQuota of(double recipientsPerSecond, long recipientsPer24Hours) {
    return new SesSendQuota(recipientsPerSecond, recipientsPer24Hours, 1);
  }

  /** Returns the quota of a typical account outside the sandbox: 14 per second, 50,000 per day. */
  public static SesSendQuota productionDefault() {
    return of(14, 50_000);
  }
}
