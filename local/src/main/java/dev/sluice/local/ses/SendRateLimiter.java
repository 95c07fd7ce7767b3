package dev.sluice.local.ses;

import java.time.Instant;

/**
 * A token bucket: it holds {@code rate × burst} tokens at most, gains {@code rate} a second
 * continuously, and each recipient takes one.
 *
 * <p>SES documents a rate per second that may be exceeded 'for short bursts, but not for sustained
 * periods'; this is the plainest model of that. Over any span of t seconds at most {@code rate × (t
 * + burst)} recipients pass. A message to more recipients than the bucket holds passes when it is
 * full and leaves a debt.
 */
final class SendRateLimiter {

  private static final long MICROS = 1_000_000;

  private long capacityMicros;
  private long microsPerMilli;
  private long availableMicros;
  private long filledAtMillis;

  SendRateLimiter(SesSendQuota quota, Instant now) {
    filledAtMillis = now.toEpochMilli();
    setQuota(quota, now);
    availableMicros = capacityMicros;
  }

  /** Changes the rate from {@code now} on; the bucket keeps its tokens as far as they fit. */
  void setQuota(SesSendQuota quota, Instant now) {
    fill(now);
    double capacity = Math.max(1, quota.recipientsPerSecond() * quota.burstSeconds());
    capacityMicros = Math.round(capacity * MICROS);
    microsPerMilli = Math.max(1, Math.round(quota.recipientsPerSecond() * MICROS / 1000));
    availableMicros = Math.min(availableMicros, capacityMicros);
  }

  /** Returns whether {@code recipients} may be sent to at {@code now}, before any are. */
  boolean allows(int recipients, Instant now) {
    fill(now);
    return availableMicros >= Math.min(recipients * MICROS, capacityMicros);
  }

  void take(int recipients) {
    availableMicros -= recipients * MICROS;
  }

  private void fill(Instant now) {
    long passed = Math.max(0, now.toEpochMilli() - filledAtMillis);
    long missing = capacityMicros - availableMicros;
    boolean full = microsPerMilli > 0 && passed > missing / microsPerMilli;
    availableMicros = full ? capacityMicros : availableMicros + passed * microsPerMilli;
    filledAtMillis = Math.max(filledAtMillis, now.toEpochMilli());
  }
}
