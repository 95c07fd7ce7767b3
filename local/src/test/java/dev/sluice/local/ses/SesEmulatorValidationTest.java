package dev.sluice.local.ses;

import static dev.sluice.local.ses.SesEmulatorFixture.header;
import static dev.sluice.local.ses.SesEmulatorFixture.simple;
import static dev.sluice.local.ses.SesEmulatorFixture.tag;
import static dev.sluice.local.ses.SesEmulatorFixture.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

@DisplayName("The SES endpoint refuses, as SES does,")
final class SesEmulatorValidationTest {

  private final SesEmulatorFixture caller = new SesEmulatorFixture();

  @Test
  @DisplayName("a sixteenth header")
  void rejectsTooManyHeaders() {
    List<MessageHeader> headers =
        IntStream.range(0, 16).mapToObj(i -> header("X-H" + i, "v")).toList();
    assertRejected(r ->
        r.content(c ->
            c.simple(s ->
                s.subject(t -> t.data("s")).body(b -> b.text(t -> t.data("t"))).headers(headers))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"From", "subject", "X Y", "X:Y", "Ü", "MIME-Version"})
  @DisplayName("header names that are reserved or illegal")
  void rejectsInvalidHeaderNames(String name) {
    assertRejected(withHeader(name, "v"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nBcc: x@y.z", "ü", ""})
  @DisplayName("header values that are not printable ASCII")
  void rejectsInvalidHeaderValues(String value) {
    assertRejected(withHeader("X-H", value));
  }

  @Test
  @DisplayName("header names over 126 and values over 995 characters, but takes those")
  void rejectsTooLongHeaders() {
    assertRejected(withHeader("X".repeat(127), "v"));
    assertRejected(withHeader("X", "v".repeat(996)));
    assertThat(
            caller
                .client()
                .sendEmail(simple(withHeader("X".repeat(126), "v".repeat(995))))
                .messageId())
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "ü", "a@b", ""})
  @DisplayName("tags outside A-Z a-z 0-9 _ -")
  void rejectsInvalidTags(String value) {
    assertRejected(r -> r.emailTags(tag("campaign", value)));
  }

  @Test
  @DisplayName("no recipient, 51 recipients, an address without a domain or with a line break")
  void rejectsInvalidRecipients() {
    assertRejected(r -> r.destination(d -> d.toAddresses(List.of())));
    assertRejected(r ->
        r.destination(
            d -> d.toAddresses(IntStream.range(0, 51).mapToObj(i -> i + "@b.co").toList())));
    assertRejected(r -> r.destination(d -> d.toAddresses("ann")));
    assertRejected(
        r -> r.destination(d -> d.toAddresses("ann@example.com\r\nBcc: bob@example.com")));
  }

  private void assertRejected(Consumer<SendEmailRequest.Builder> change) {
    assertThatThrownBy(() -> caller.client().sendEmail(simple(change)))
        .isInstanceOf(BadRequestException.class);
    assertThat(caller.mailbox().received()).isZero();
  }
}
