package dev.sluice.mail;

import static dev.sluice.mail.MailFixtures.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.support.InvalidInputException;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One-click headers")
class OneClickTest {

  private static final URI LINK = URI.create("https://shop.example/u/token");

  @Test
  @DisplayName("quote a topic's name in ASCII")
  void quoteTopicNameInAscii() {
    assertThat(listId("Offers, \"hot\" \\ <x@y.z>"))
        .isEqualTo("\"Offers, \\\"hot\\\" \\\\ <x@y.z>\" <offers.shop.example>");
  }

  @Test
  @DisplayName("encode a topic's name in other letters")
  void encodeNonAsciiTopicName() {
    assertThat(listId("Pakkumised õhtul"))
        .isEqualTo("=?UTF-8?B?UGFra3VtaXNlZCDDtWh0dWw=?= <offers.shop.example>");
  }

  @Test
  @DisplayName("split a long name into encoded words of whole characters")
  void splitLongNameIntoEncodedWords() {
    String value = listId("特".repeat(100));
    assertThat(value).matches("[ -~]{1,995}");
    for (String word : value.substring(0, value.indexOf('<')).trim().split(" ")) {
      assertThat(word).hasSizeLessThanOrEqualTo(75).startsWith("=?UTF-8?B?").endsWith("?=");
      String letters =
          new String(
              java.util.Base64.getDecoder().decode(word.substring(10, word.length() - 2)),
              java.nio.charset.StandardCharsets.UTF_8);
      assertThat(letters).matches("特+");
    }
  }

  @Test
  @DisplayName("keep within the limits of SES for the longest names")
  void keepWithinLimitsOfSes() {
    assertThat(listId("😀".repeat(50))).matches("[ -~]{1,995}");
    assertThat(listId("\"".repeat(100))).matches("[ -~]{1,995}");
  }

  @Test
  @DisplayName("are refused if the list's identifier is too long")
  void rejectLongListId() {
    assertThatThrownBy(() -> OneClick.headers(LINK, topic("x"), "d".repeat(250)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("255");
  }

  @Test
  @DisplayName("are refused if the link is too long for a header")
  void rejectLongLink() {
    URI link = URI.create("https://shop.example/u/" + "x".repeat(1_000));
    assertThatThrownBy(() -> OneClick.headers(link, topic("x"), "shop.example"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("List-Unsubscribe")
        .hasMessageContaining("995");
  }

  private static String listId(String name) {
    return OneClick.headers(LINK, topic(name), "shop.example").getLast().value();
  }
}
