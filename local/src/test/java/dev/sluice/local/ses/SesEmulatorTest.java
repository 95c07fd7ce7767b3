package dev.sluice.local.ses;

import static dev.sluice.local.ses.SesEmulatorFixture.START;
import static dev.sluice.local.ses.SesEmulatorFixture.simple;
import static dev.sluice.local.ses.SesEmulatorFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.mailbox.ReceivedMessage;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;

@DisplayName("The SES emulator, called by the AWS SDK,")
final class SesEmulatorTest {

  private final SesEmulatorFixture caller = new SesEmulatorFixture();

  @Test
  @DisplayName("accepts a message with all its parts, headers and tags")
  void acceptsSimpleMessage() {
    String id =
        caller
            .client()
            .sendEmail(
                simple(r ->
                    r.configurationSetName("marketing")
                        .emailTags(tag("campaign", "spring-1"), tag("topic", "offers"))))
            .messageId();

    ReceivedMessage message = caller.mailbox().message(id).orElseThrow();
    assertThat(message.at()).isEqualTo(START);
    assertThat(message.from()).isEqualTo("Sluice <news@sluice.example>");
    assertThat(message.to()).containsExactly("ann@example.com");
    assertThat(message.subject()).isEqualTo("Grüße ✓");
    assertThat(message.html()).isEqualTo("<p>Hi</p>");
    assertThat(message.text()).isEqualTo("Hi");
    assertThat(message.header("list-unsubscribe")).contains("<https://example.com/u/1>");
    assertThat(message.tags()).isEqualTo(Map.of("campaign", "spring-1", "topic", "offers"));
    assertThat(message.configurationSet()).contains("marketing");
  }

  @Test
  @DisplayName("refuses a raw message, which Sluice never sends, and says so")
  void rejectsRawMessages() {
    SdkBytes mime = SdkBytes.fromUtf8String("To: ann@example.com\r\n\r\nHi");

    assertThatThrownBy(() ->
            caller
                .client()
                .sendEmail(r ->
                    r.fromEmailAddress("news@sluice.example")
                        .destination(d -> d.toAddresses("ann@example.com"))
                        .content(c -> c.raw(raw -> raw.data(mime)))))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("takes no raw");
  }

  @Test
  @DisplayName("returns the account's quota and its use")
  void returnsAccountQuota() {
    caller.send(3);
    var account = caller.client().getAccount(r -> {});
    assertThat(account.sendQuota().maxSendRate()).isEqualTo(14.0);
    assertThat(account.sendQuota().max24HourSend()).isEqualTo(1_000.0);
    assertThat(account.sendQuota().sentLast24Hours()).isEqualTo(3.0);
    assertThat(account.sendingEnabled()).isTrue();
    assertThat(account.enforcementStatus()).isEqualTo("HEALTHY");
  }

  @Test
  @DisplayName("refuses an unknown configuration set")
  void rejectsUnknownConfigurationSet() {
    assertThatThrownBy(
            () -> caller.client().sendEmail(simple(r -> r.configurationSetName("other"))))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Configuration set <other> does not exist");
  }

  @Test
  @DisplayName("refuses to send while sending is disabled, and sends again after")
  void rejectsWhileSendingIsDisabled() {
    caller.client().putAccountSendingAttributes(r -> r.sendingEnabled(false));
    assertThatThrownBy(() -> caller.send(1)).isInstanceOf(SendingPausedException.class);
    assertThat(caller.client().getAccount(r -> {}).sendingEnabled()).isFalse();
    caller.ses().setSendingEnabled(true);
    assertThat(caller.send(1)).isEqualTo(1);
  }
}
