package dev.sluice.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.ratelimit.SendingQuota;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.GetAccountRequest;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;

@DisplayName("The account's quota")
class SesAccountQuotaTest {

  private static final SendingQuota FALLBACK = QuotaFallback.parse("rate=14,daily=50000");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final Account account = new Account();

  @Test
  @DisplayName("is what GetAccount tells")
  void returnsTheQuotaOfGetAccount() {
    account.max24HourSend = 200.0;
    account.sentLast24Hours = 150.0;
    SendingQuota quota = quota(Optional.empty()).current();
    assertThat(quota)
        .isEqualTo(new SendingQuota(14, Optional.of(200L), 150, true, Optional.of(now.get())));
    assertThat(quota.remainingToday()).contains(50L);
  }

  @Test
  @DisplayName("is unlimited a day if GetAccount tells -1")
  void treatsMinusOneAsUnlimited() {
    account.max24HourSend = -1.0;
    assertThat(quota(Optional.empty()).current().remainingToday()).isEmpty();
  }

  @Test
  @DisplayName("is never less than nothing")
  void neverFallsBelowZero() {
    assertThat(new SendingQuota(1, Optional.of(10L), 12, true).remainingToday()).contains(0L);
  }

  @Test
  @DisplayName("tells if SES takes no mail from the account")
  void isDisabledWhenSendingIsDisabled() {
    account.enabled = false;
    assertThat(quota(Optional.empty()).current().enabled()).isFalse();
  }

  @Test
  @DisplayName("is asked for once in five minutes")
  void readsOnceInFiveMinutes() {
    account.max24HourSend = -1.0;
    SesAccountQuota quota = quota(Optional.empty());
    quota.current();
    now.set(now.get().plus(SesAccountQuota.MAX_AGE).minusMillis(1));
    quota.current();
    assertThat(account.reads).isEqualTo(1);
    now.set(now.get().plusMillis(1));
    quota.current();
    assertThat(account.reads).isEqualTo(2);
  }

  @ParameterizedTest
  @DisplayName("stops marketing while the account is under review, and goes on by itself")
  @ValueSource(strings = {"PROBATION", "SHUTDOWN"})
  void stopsMarketingUnderReview(String status) {
    account.enforcement = status;
    SesAccountQuota quota = quota(Optional.empty());
    assertThat(quota.current().enabled()).isFalse();
    account.enforcement = "HEALTHY";
    now.set(now.get().plus(SesAccountQuota.MIN_AGE));
    assertThat(quota.current().enabled()).isTrue();
  }

  @Test
  @DisplayName("is read anew when it is in doubt, and not more often than in five seconds")
  void refreshesSoonWhenInDoubt() {
    SesAccountQuota quota = quota(Optional.empty());
    quota.current();
    account.rate = 1;
    now.set(now.get().plus(SesAccountQuota.MIN_REFRESH_INTERVAL).minusMillis(1));
    quota.refreshSoon();
    assertThat(quota.current().perSecond()).isEqualTo(14);
    now.set(now.get().plusMillis(1));
    assertThat(quota.current().perSecond()).isEqualTo(1);
    quota.refreshSoon();
    quota.current();
    assertThat(account.reads).isEqualTo(2);
  }

  @Test
  @DisplayName("is tried again in doubt also after a try in vain")
  void retriesRefreshAfterFailure() {
    SesAccountQuota quota = quota(Optional.empty());
    quota.current();
    account.rate = 1;
    account.broken = true;
    quota.refreshSoon();
    now.set(now.get().plus(SesAccountQuota.MIN_REFRESH_INTERVAL));
    assertThat(quota.current().perSecond()).isEqualTo(14);
    account.broken = false;
    quota.refreshSoon();
    now.set(now.get().plus(SesAccountQuota.MIN_REFRESH_INTERVAL));
    assertThat(quota.current().perSecond()).isEqualTo(1);
  }

  @Test
  @DisplayName("allows nothing at a rate of zero")
  void grantsNothingAtRateZero() {
    account.rate = 0;
    assertThat(quota(Optional.empty()).current().enabled()).isFalse();
  }

  @Test
  @DisplayName("is asked for again before a hundredth of the day's quota can be spent unseen")
  void refreshesBeforeOnePercentIsSpent() {
    SesAccountQuota quota = quota(Optional.empty());
    quota.current();
    now.set(now.get().plusSeconds(50_000 / 100 / 14));
    quota.current();
    assertThat(account.reads).isEqualTo(2);
  }

  @Test
  @DisplayName("counts what the account may have sent since the answer")
  void countsPossibleSendsSinceTheAnswer() {
    SesAccountQuota quota = quota(Optional.empty());
    assertThat(quota.current().remainingToday()).contains(50_000L);
    now.set(now.get().plusSeconds(10));
    assertThat(quota.current().remainingToday()).contains(50_000L - 140);
  }

  @Test
  @DisplayName("is the fallback where GetAccount is not available")
  void usesTheFallbackWithoutGetAccount() {
    account.broken = true;
    SesAccountQuota quota = quota(Optional.of(FALLBACK));
    assertThat(quota.current()).isEqualTo(FALLBACK);
    quota.current();
    assertThat(account.reads).isEqualTo(1);
  }

  @Test
  @DisplayName("is the last answer rather than the fallback")
  void prefersTheLastAnswerToTheFallback() {
    SesAccountQuota quota = quota(Optional.of(new SendingQuota(1, Optional.empty(), 0, true)));
    SendingQuota first = quota.current();
    account.broken = true;
    now.set(now.get().plus(SesAccountQuota.MAX_AGE));
    assertThat(quota.current()).isEqualTo(first.plusSent(14 * 300));
  }

  @Test
  @DisplayName("is an error that names the variable if there is neither")
  void failsWithoutAnswerAndFallback() {
    account.broken = true;
    assertThatThrownBy(() -> quota(Optional.empty()).current())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SES_QUOTA_FALLBACK")
        .hasMessageContaining("rate=14,daily=50000");
  }

  @Test
  @DisplayName("has a fallback with or without a daily limit")
  void parsesFallbackWithAndWithoutDailyLimit() {
    assertThat(FALLBACK).isEqualTo(new SendingQuota(14, Optional.of(50_000L), 0, true));
    assertThat(QuotaFallback.parse("rate=0.5"))
        .isEqualTo(new SendingQuota(0.5, Optional.empty(), 0, true));
  }

  @ParameterizedTest
  @DisplayName("has no fallback of another form")
  @ValueSource(strings = {"", "14", "rate=0", "rate=-1", "rate=14,daily=", "daily=5", "rate=1e9"})
  void rejectsInvalidFallback(String text) {
    assertThatThrownBy(() -> QuotaFallback.parse(text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SES_QUOTA_FALLBACK");
  }

  private SesAccountQuota quota(Optional<SendingQuota> fallback) {
    return new SesAccountQuota(() -> account, fallback, now::get);
  }

  /** SES with an account. */
  private static final class Account implements SesV2Client {
    private double max24HourSend = 50_000;
    private double sentLast24Hours;
    private double rate = 14;
    private boolean enabled = true;
    private String enforcement = "HEALTHY";
    private boolean broken;
    private int reads;

    @Override
    public GetAccountResponse getAccount(GetAccountRequest request) {
      reads++;
      if (broken) {
        throw NotFoundException.builder().message("no such route").build();
      }
      return GetAccountResponse.builder()
          .sendingEnabled(enabled)
          .enforcementStatus(enforcement)
          .sendQuota(quota ->
              quota.max24HourSend(max24HourSend).maxSendRate(rate).sentLast24Hours(sentLast24Hours))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
