package dev.sluice.local.ses;

import static dev.sluice.local.ses.SesEmulatorFixture.START;
import static dev.sluice.local.ses.SesEmulatorFixture.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

@DisplayName("The SES endpoint")
final class SesEmulatorQuotaTest {

  private final SesEmulatorFixture caller = new SesEmulatorFixture();

  @Nested
  @DisplayName("keeps to the rate")
  final class RateLimit {

    @Test
    @DisplayName("a second's worth at once after a lull, then 429 with SES's words")
    void throttlesAfterABurst() {
      assertThat(caller.send(14)).isEqualTo(14);
      assertThatThrownBy(
              () -> caller.client().sendEmail(simple(r -> r.configurationSetName("marketing"))))
          .isInstanceOf(TooManyRequestsException.class)
          .hasMessageContaining("Maximum sending rate exceeded")
          .satisfies(e -> assertThat(((SesV2Exception) e).statusCode()).isEqualTo(429));
      assertThat(caller.ses().throttledCount("marketing")).isEqualTo(1);
      assertThat(caller.ses().throttledCount("")).isZero();
    }

    @Test
    @DisplayName("one recipient more for each fourteenth of a second, not a millisecond earlier")
    void refillsContinuously() {
      caller.send(14);
      caller.now(START.plusMillis(71));
      assertThat(caller.isAccepted()).isFalse();
      caller.now(START.plusMillis(72));
      assertThat(caller.isAccepted()).isTrue();
      assertThat(caller.isAccepted()).isFalse();
    }

    @Test
    @DisplayName(
        "never more than rate × (t + burst) in t seconds, and all of the rate when asked evenly")
    void neverExceedsRateOverTime() {
      int accepted = 0;
      for (int millis = 0; millis < 20_000; millis += 20) {
        caller.now(START.plusMillis(millis));
        accepted += caller.isAccepted() ? 1 : 0;
      }
      assertThat(accepted).isBetween(14 * 20 - 1, 14 * 21);
    }

    @Test
    @DisplayName("counts recipients, not messages")
    void countsRecipients() {
      caller
          .client()
          .sendEmail(
              simple(r ->
                  r.destination(d ->
                      d.toAddresses(
                          IntStream.range(0, 13).mapToObj(i -> "a" + i + "@b.co").toList()))));
      assertThat(caller.isAccepted()).isTrue();
      assertThat(caller.isAccepted()).isFalse();
    }

    @Test
    @DisplayName("applies a new rate immediately")
    void appliesNewRateImmediately() {
      caller.ses().setQuota(SesSendQuota.of(1, 1_000));
      assertThat(caller.isAccepted()).isTrue();
      assertThat(caller.isAccepted()).isFalse();
      caller.now(START.plusMillis(999));
      assertThat(caller.isAccepted()).isFalse();
      caller.now(START.plusMillis(1_000));
      assertThat(caller.isAccepted()).isTrue();
    }
  }

  @Nested
  @DisplayName("keeps to the quota of 24 hours")
  final class DailyQuota {

    @Test
    @DisplayName("429 with the other words, until what was sent is 24 hours old")
    void rejectsUntil24HoursHavePassed() {
      caller.ses().setQuota(SesSendQuota.of(500, 10));
      assertThat(caller.send(10)).isEqualTo(10);
      assertThatThrownBy(() -> caller.send(1))
          .isInstanceOf(TooManyRequestsException.class)
          .hasMessageContaining("Daily message quota exceeded");
      caller.now(START.plus(Duration.ofDays(1)).minusMillis(1));
      assertThat(caller.isAccepted()).isFalse();
      caller.now(START.plus(Duration.ofDays(1)));
      assertThat(caller.isAccepted()).isTrue();
    }

    @Test
    @DisplayName("no limit at -1")
    void hasNoLimitAtMinusOne() {
      caller.ses().setQuota(SesSendQuota.of(500, SesSendQuota.UNLIMITED));
      caller.now(START.plusSeconds(1));
      assertThat(caller.send(400)).isEqualTo(400);
      assertThat(caller.client().getAccount(r -> {}).sendQuota().max24HourSend()).isEqualTo(-1.0);
    }

    @Test
    @DisplayName("what the mailbox already holds counts after a restart")
    void countsMessagesFromBeforeARestart() {
      caller.send(5);
      SesEmulator again =
          new SesEmulator(caller.mailbox(), caller::now, SesSendQuota.of(14, 1_000), Set.of());
      assertThat(again.sentLast24Hours()).isEqualTo(5);
    }
  }
}
