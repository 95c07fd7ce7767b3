package dev.sluice.local.ses;

import static dev.sluice.local.ses.SesCaller.header;
import static dev.sluice.local.ses.SesCaller.simple;
import static dev.sluice.local.ses.SesCaller.tag;
import static dev.sluice.local.ses.SesCaller.withHeader;
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
final class SesRefusalsTest {

  private final SesCaller caller = new SesCaller();

  @Test
  @DisplayName("a sixteenth header")
  void tooManyHeaders() {
    List<MessageHeader> headers =
        IntStream.range(0, 16).mapToObj(i -> header("X-H" + i, "v")).toList();
    refused(r ->
        r.content(c ->
            c.simple(s ->
                s.subject(t -> t.data("s")).body(b -> b.text(t -> t.data("t"))).headers(headers))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"From", "subject", "X Y", "X:Y", "Ü", "MIME-Version"})
  @DisplayName("header names that are reserved or illegal")
  void headerNames(String name) {
    refused(withHeader(name, "v"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nBcc: x@y.z", "ü", ""})
  @DisplayName("header values that are not printable ASCII")
  void headerValues(String value) {
    refused(withHeader("X-H", value));
  }

  @Test
  @DisplayName("header names over 126 and values over 995 characters, but takes those")
  void headerLengths() {
    refused(withHeader("X".repeat(127), "v"));
    refused(withHeader("X", "v".repeat(996)));
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
  void tags(String value) {
    refused(r -> r.emailTags(tag("campaign", value)));
  }

  @Test
  @DisplayName("no recipient, 51 recipients, an address without a domain or with a line break")
  void recipients() {
    refused(r -> r.destination(d -> d.toAddresses(List.of())));
    refused(r ->
        r.destination(
            d -> d.toAddresses(IntStream.range(0, 51).mapToObj(i -> i + "@b.co").toList())));
    refused(r -> r.destination(d -> d.toAddresses("ann")));
    refused(r -> r.destination(d -> d.toAddresses("ann@example.com\r\nBcc: bob@example.com")));
  }

  private void refused(Consumer<SendEmailRequest.Builder> change) {
    assertThatThrownBy(() -> caller.client().sendEmail(simple(change)))
        .isInstanceOf(BadRequestException.class);
    assertThat(caller.mailbox().received()).isZero();
  }
}
