package dev.sluice.local.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.local.ses.SesFaultInjector.SesFault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

@DisplayName("The SES emulator has the injected faults:")
final class SesFaultInjectorTest {

  private final SesEmulatorFixture caller = new SesEmulatorFixture();

  @Test
  @DisplayName("each kind, once, as scripted")
  void injectsScriptedFaultsOnce() {
    caller
        .ses()
        .faults()
        .enqueue(SesFault.THROTTLED, SesFault.SERVER_ERROR, SesFault.LOST_BEFORE_ACCEPTING);
    assertThat(catchThrowable(() -> caller.send(1))).isInstanceOf(TooManyRequestsException.class);
    assertThat(catchThrowable(() -> caller.send(1)))
        .isInstanceOfSatisfying(
            SesV2Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));
    assertThat(catchThrowable(() -> caller.send(1))).isInstanceOf(SdkClientException.class);
    assertThat(caller.mailbox().received()).isZero();
    assertThat(caller.ses().throttledCount(""))
        .as("injected throttling is not of our making")
        .isZero();

    caller
        .ses()
        .faults()
        .enqueue(SesFault.LOST_AFTER_ACCEPTING, SesFault.SERVER_ERROR_AFTER_ACCEPTING);
    assertThat(catchThrowable(() -> caller.send(1))).isInstanceOf(SdkClientException.class);
    assertThat(catchThrowable(() -> caller.send(1))).isInstanceOf(SesV2Exception.class);
    assertThat(caller.mailbox().received()).isEqualTo(2);
    assertThat(caller.send(1)).isEqualTo(1);
  }

  @Test
  @DisplayName("refuses given addresses for good")
  void rejectsGivenAddresses() {
    caller.ses().faults().rejectAddress("Ann@Example.com");
    assertThatThrownBy(() -> caller.send(1)).isInstanceOf(MessageRejectedException.class);
    caller.ses().faults().clear();
    assertThat(caller.send(1)).isEqualTo(1);
  }

  @Test
  @DisplayName("by chance, the same from the same seed")
  void injectsTheSameFaultsForASeed() {
    assertThat(pattern()).isEqualTo(pattern()).contains("T").contains(".");
  }

  private static String pattern() {
    SesEmulatorFixture fresh = new SesEmulatorFixture(SesSendQuota.of(500, 10_000));
    fresh.ses().faults().setPercentage(SesFault.THROTTLED, 20);
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      pattern.append(fresh.isAccepted() ? "." : "T");
    }
    return pattern.toString();
  }
}
