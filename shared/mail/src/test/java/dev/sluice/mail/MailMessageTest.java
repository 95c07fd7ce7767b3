package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A message")
class MailMessageTest {

  @Test
  @DisplayName("has at most fifteen headers of different names")
  void limitsNumberOfHeaders() {
    assertThat(message("s", headers(15), Map.of()).headers()).hasSize(15);
    assertThatThrownBy(() -> message("s", headers(16), Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("15");
    assertThatThrownBy(() ->
            message("s", List.of(new MailHeader("X-A", "1"), new MailHeader("x-a", "2")), Map.of()))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @DisplayName("has headers with names that SES takes")
  @ValueSource(strings = {"", "a b", "a:b", "é", "a\r\nBcc", "Subject", "bcc", "Content-Type"})
  void rejectsInvalidHeaderNames(String name) {
    assertThatThrownBy(() -> new MailHeader(name, "x")).isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @DisplayName("has headers of printable ASCII on one line")
  @ValueSource(strings = {"", "a\r\nBcc: x@y.z", "a\nb", "é", "\u0000", "\t"})
  void rejectsInvalidHeaderValues(String value) {
    assertThatThrownBy(() -> new MailHeader("X-A", value))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  @DisplayName("has headers within the limits of SES")
  void limitsHeaderSizes() {
    assertThat(new MailHeader("x".repeat(126), "y".repeat(995)).value()).hasSize(995);
    assertThatThrownBy(() -> new MailHeader("x".repeat(127), "y"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new MailHeader("x", "y".repeat(996)))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @DisplayName("has tags that SES takes")
  @ValueSource(strings = {"", "ann@example.com", "a b", "é"})
  void rejectsInvalidTags(String value) {
    assertThatThrownBy(() -> message("s", List.of(), Map.of("a", value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tags.a");
    assertThatThrownBy(() -> message("s", List.of(), Map.of("ses:configuration-set", "x")))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> message("s", List.of(), Map.of("a", "x".repeat(257))))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @DisplayName("has a subject on one line")
  @ValueSource(strings = {"a\r\nBcc: x@y.z", "a\nb", "a\u2028b", "\u0000"})
  void rejectsMultiLineSubject(String subject) {
    assertThatThrownBy(() -> message(subject, List.of(), Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("subject");
  }

  @ParameterizedTest
  @DisplayName("writes its sender in ASCII")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "news@shop.example | news@shop.example",
        "Shop <news@shop.example> | \"Shop\" <news@shop.example>",
        "\"Shop, \\\"Inc\\\"\" <news@shop.example> | \"Shop, \\\"Inc\\\"\" <news@shop.example>",
        "<news@shop.example> | news@shop.example",
        "Põld <news@põld.example> | =?UTF-8?B?UMO1bGQ=?= <news@xn--pld-ona.example>"
      })
  void encodesSenderInAscii(String sender, String header) {
    assertThat(MailboxAddress.parse("from", sender).toHeaderValue()).isEqualTo(header);
  }

  @ParameterizedTest
  @DisplayName("refuses a sender that is none")
  @ValueSource(
      strings = {
        "",
        "shop",
        "a@b@c.example",
        "Shop <x>",
        "Sh\nop <a@b.example>",
        "a@b.example\r\nBcc: c@d.example",
        "<a@b.example> <c@d.example>",
        "õ@shop.example"
      })
  void rejectsInvalidSender(String sender) {
    assertThatThrownBy(() -> MailboxAddress.parse("SENDER_ADDRESS", sender))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("SENDER_ADDRESS");
  }

  @Test
  @DisplayName("needs a postal address of its sender")
  void requiresPostalAddress() {
    MailboxAddress from = MailboxAddress.parse("from", "news@shop.example");
    assertThatThrownBy(() -> new MarketingSender(from, Optional.empty(), " ", "marketing"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("postalAddress");
  }

  private static List<MailHeader> headers(int count) {
    return IntStream.range(0, count).mapToObj(i -> new MailHeader("X-" + i, "v")).toList();
  }

  private static MailMessage message(
      String subject, List<MailHeader> headers, Map<String, String> tags) {
    return new MailMessage(
        MailboxAddress.parse("from", "news@shop.example"),
        new EmailAddress("ann@example.com"),
        Optional.empty(),
        subject,
        "<p>",
        "t",
        headers,
        tags,
        "marketing");
  }
}
