package dev.sluice.aws.ses;

import dev.sluice.aws.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;
import software.amazon.awssdk.services.sesv2.model.SendQuota;

/**
 * The quota that SES GetAccount tells, kept for {@link #MAX_AGE}: SES answers one such request a
 * second for the whole account.
 *
 * <p>If it does not answer, the last answer stays in use, else the configured fallback.
 */
public final class SesAccountQuota implements AccountQuota {

  /** How long an answer is kept; a quota changes a few times a year. */
  public static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final Supplier<SesV2Client> ses;
  private final Optional<SendingQuota> fallback;
  private final InstantSource clock;
  private Optional<Kept> kept = Optional.empty();

  private record Kept(SendingQuota quota, Instant until) {}

  /**
   * Creates it; nothing is read before the quota is asked for.
   *
   * @param fallback what holds where GetAccount is not available
   */
  public SesAccountQuota(
      Supplier<SesV2Client> ses, Optional<SendingQuota> fallback, InstantSource clock) {
    this.ses = ses;
    this.fallback = fallback;
    this.clock = clock;
  }

  /** Returns the quota of a function's account, with SES_QUOTA_FALLBACK as its fallback. */
  public static SesAccountQuota of(Wiring wiring) {
    return new SesAccountQuota(
        () -> wiring.clients().ses(),
        wiring.optional("SES_QUOTA_FALLBACK").map(QuotaFallback::parse),
        wiring.clock());
  }

  /**
   * Returns the quota.
   *
   * @throws IllegalStateException if it was never learned and there is no fallback
   */
  @Override
  public synchronized SendingQuota current() {
    Instant now = clock.instant();
    Optional<SendingQuota> fresh = kept.filter(last -> now.isBefore(last.until())).map(Kept::quota);
    return fresh.orElseGet(() -> renewed(now));
  }

  private SendingQuota renewed(Instant now) {
    SendingQuota quota = readOrLast();
    kept = Optional.of(new Kept(quota, now.plus(MAX_AGE)));
    return quota;
  }

  private SendingQuota readOrLast() {
    try {
      return quota(ses.get().getAccount(_ -> {}));
    } catch (SdkException | IllegalStateException failure) {
      return kept.map(Kept::quota)
          .or(() -> fallback)
          .orElseThrow(() ->
              new IllegalStateException(
                  "SES GetAccount does not answer: allow ses:GetAccount, or set"
                      + " SES_QUOTA_FALLBACK to what the account may send, such as"
                      + " rate=14,daily=50000",
                  failure));
    }
  }

  private static SendingQuota quota(GetAccountResponse account) {
    SendQuota quota = account.sendQuota();
    if (quota == null || quota.maxSendRate() == null || quota.maxSendRate() <= 0) {
      throw new IllegalStateException("GetAccount tells no sending rate");
    }
    return new SendingQuota(
        quota.maxSendRate(),
        Optional.ofNullable(quota.max24HourSend()).filter(most -> most >= 0).map(Double::longValue),
        Optional.ofNullable(quota.sentLast24Hours()).map(Double::longValue).orElse(0L),
        !Boolean.FALSE.equals(account.sendingEnabled()));
  }
}
