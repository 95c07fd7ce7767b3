package dev.sluice.ses;

import dev.sluice.core.ratelimit.AccountQuota;
import dev.sluice.core.ratelimit.SendingQuota;
import dev.sluice.core.support.Instants;
import dev.sluice.lambda.FunctionContext;
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
 * The sending quota from SES GetAccount, cached for {@link #MIN_AGE} to {@link #MAX_AGE}: SES
 * allows one such request a second for the whole account.
 *
 * <p>While the response is cached, the account is assumed to send at its full rate since the second
 * of the response, so that sends by other workers are never missed. If GetAccount fails, the last
 * response stays in use, else the configured fallback. No {@code ExpiringCache} holds it, since the
 * age depends on the response and {@link #refreshSoon} shortens it.
 */
public final class SesAccountQuota implements AccountQuota {

  /** The longest time a response is cached; a quota changes a few times a year. */
  public static final Duration MAX_AGE = Duration.ofMinutes(5);

  /** The shortest time it is cached: many workers ask, and SES allows one request a second. */
  public static final Duration MIN_AGE = Duration.ofSeconds(30);

  /** The shortest time between tries after a refresh was requested: SES allows one a second. */
  static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(5);

  /** The share of the daily quota that may be sent at the full rate while a response is cached. */
  private static final double MAX_UNCOUNTED_SHARE = 0.01;

  private final Supplier<SesV2Client> ses;
  private final Optional<SendingQuota> fallback;
  private final InstantSource clock;
  private Optional<CachedQuota> cached = Optional.empty();

  /** A response, or the fallback, which has no count of sends. */
  private record CachedQuota(SendingQuota quota, Instant triedAt, Instant until) {

    /** Returns a copy that expires as soon as SES may be called again. */
    CachedQuota expiringSoon() {
      Instant soon = triedAt.plus(MIN_REFRESH_INTERVAL);
      return new CachedQuota(quota, triedAt, Instants.earlier(soon, until));
    }

    /** Returns the quota with the sends that are possible since the second of the response. */
    SendingQuota at(Instant now) {
      long seconds =
          quota.readAt().map(read -> now.getEpochSecond() - read.getEpochSecond()).orElse(0L);
      return quota.plusSent((long) Math.ceil(quota.perSecond() * seconds));
    }
  }

  /**
   * Creates the quota; GetAccount is called on first use.
   *
   * @param fallback the quota where GetAccount is not available
   */
  public SesAccountQuota(
      Supplier<SesV2Client> ses, Optional<SendingQuota> fallback, InstantSource clock) {
    this.ses = ses;
    this.fallback = fallback;
    this.clock = clock;
  }

  /** Returns the quota of a function's account, with SES_QUOTA_FALLBACK as its fallback. */
  public static SesAccountQuota of(FunctionContext context) {
    return new SesAccountQuota(
        () -> context.clients().get(SesSender.CLIENT),
        context.optionalVariable("SES_QUOTA_FALLBACK").map(QuotaFallback::parse),
        context.clock());
  }

  /**
   * Returns the quota.
   *
   * @throws IllegalStateException if GetAccount has never succeeded and there is no fallback
   */
  @Override
  public synchronized SendingQuota current() {
    Instant now = clock.instant();
    if (cached.filter(last -> now.isBefore(last.until())).isEmpty()) {
      cached = Optional.of(readOrCached(now));
    }
    return cached.orElseThrow().at(now);
  }

  @Override
  public synchronized void refreshSoon() {
    cached = cached.map(CachedQuota::expiringSoon);
  }

  private CachedQuota readOrCached(Instant now) {
    try {
      SendingQuota quota = parseQuota(ses.get().getAccount(_ -> {}), now);
      return new CachedQuota(quota, now, now.plus(cacheDuration(quota)));
    } catch (SdkException | IllegalStateException failure) {
      return cached
          .map(last -> new CachedQuota(last.quota(), now, now.plus(MIN_AGE)))
          .or(() -> fallback.map(quota -> new CachedQuota(quota, now, now.plus(MAX_AGE))))
          .orElseThrow(() ->
              new IllegalStateException(
                  "SES GetAccount failed: allow ses:GetAccount, or set"
                      + " SES_QUOTA_FALLBACK to the account's quota, such as"
                      + " rate=14,daily=50000",
                  failure));
    }
  }

  /** Short if the cached time could use up much of the daily quota, and while sending is off. */
  private static Duration cacheDuration(SendingQuota quota) {
    if (!quota.enabled()) {
      return MIN_AGE;
    }
    double seconds =
        quota.perDay().map(most -> most * MAX_UNCOUNTED_SHARE / quota.perSecond()).orElse(1e6);
    return Duration.ofSeconds(Math.clamp((long) seconds, MIN_AGE.toSeconds(), MAX_AGE.toSeconds()));
  }

  private static SendingQuota parseQuota(GetAccountResponse account, Instant now) {
    SendQuota quota = account.sendQuota();
    if (quota == null || quota.maxSendRate() == null) {
      throw new IllegalStateException("GetAccount returned no sending rate");
    }
    return new SendingQuota(
        quota.maxSendRate(),
        Optional.ofNullable(quota.max24HourSend()).filter(most -> most >= 0).map(Double::longValue),
        Optional.ofNullable(quota.sentLast24Hours()).map(Double::longValue).orElse(0L),
        quota.maxSendRate() > 0
            && !Boolean.FALSE.equals(account.sendingEnabled())
            && EnforcementStatus.parse(account).holdReason().isEmpty(),
        Optional.of(now));
  }
}
