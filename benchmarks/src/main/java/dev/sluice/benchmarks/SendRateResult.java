package dev.sluice.benchmarks;

/**
 * What became of a {@link SendRateCase}.
 *
 * @param measured what was measured
 * @param granted messages that marketing may send in the time: rate × time less the reserve
 * @param accepted messages that SES took
 * @param throttled calls that SES answered with 429
 * @param writes writes of permits, those in vain included
 */
public record SendRateResult(
    SendRateCase measured, long granted, long accepted, long throttled, long writes) {

  /** Least share of what is granted that must be used, in percent. */
  public static final double MIN_USED_PERCENT = 97;

  /** Returns how much of what was granted was used, in percent. */
  public double usedPercent() {
    return 100.0 * accepted / granted;
  }

  /** Returns how many writes of permits a message took. */
  public double writesPerMessage() {
    return (double) writes / Math.max(1, accepted);
  }

  /** Tells whether the rate was used to the full, never exceeded, and without a single 429. */
  public boolean meetsTarget() {
    return usedPercent() >= MIN_USED_PERCENT && accepted <= granted && throttled == 0;
  }
}
