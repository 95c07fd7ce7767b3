package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.EmailAddress;
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
  void headerCount() {
    assertThat(message("s", headers(15), Map.of()).headers()).hasSize(15);
    assertThatThrownBy(() -> message("s", headers(16), Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("15");
    assertThatThrownBy(
            () -> message("s", List.of(new Header("X-A", "1"), new Header("x-a", "2")), Map.of()))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @DisplayName("has headers with names that SES takes")
  @ValueSource(strings = {"", "a b", "a:b", "é", "a\r\nBcc", "Subject", "bcc", "Content-Type"})
  void headerNames(String name) {
    assertThatThrownBy(() -> new Header(name, "x")).isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @DisplayName("has headers of printable ASCII on one line")
  @ValueSource(strings = {"", "a\r\nBcc: x@y.z", "a\nb", "é", "\u0000", "\t"})
  void headerValues(String value) {
    assertThatThrownBy(() -> new Header("X-A", value)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  @DisplayName("has headers within the limits of SES")
  void headerSizes() {
    assertThat(new Header("x".repeat(126), "y".repeat(995)).value()).hasSize(995);
    assertThatThrownBy(() -> new Header("x".repeat(127), "y"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Header("x", "y".repeat(996)))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @DisplayName("has tags that SES takes")
  @ValueSource(strings = {"", "ann@example.com", "a b", "é"})
  void tags(String value) {
    assertThatThrownBy(() -> message("s", List.of(), Map.of("a", value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tags.a");
    assertThatThrownBy(() -> message("s", List.of(), Map.of("a", "x".repeat(257))))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @DisplayName("has a subject on one line")
  @ValueSource(strings = {"a\r\nBcc: x@y.z", "a\nb", "a\u2028b", "\u0000"})
  void subject(String subject) {
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
  void sender(String sender, String header) {
    assertThat(Mailbox.parse("from", sender).header()).isEqualTo(header);
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
  void noSender(String sender) {
    assertThatThrownBy(() -> Mailbox.parse("SENDER_ADDRESS", sender))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("SENDER_ADDRESS");
  }

  @Test
  @DisplayName("needs a postal address of its sender")
  void postalAddress() {
    Mailbox from = Mailbox.parse("from", "news@shop.example");
    assertThatThrownBy(() -> new Sender(from, Optional.empty(), " ", "marketing"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("postalAddress");
  }

  private static List<Header> headers(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Header("X-" + i, "v")).toList();
  }

  private static MailMessage message(
      String subject, List<Header> headers, Map<String, String> tags) {
    return new MailMessage(
        Mailbox.parse("from", "news@shop.example"),
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
