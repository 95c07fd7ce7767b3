package dev.sluice.mail;

import static dev.sluice.mail.MailFixtures.campaign;
import static dev.sluice.mail.MailFixtures.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mail.ContentCheck.Warning;
import dev.sluice.mail.ContentCheck.WarningKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The content check")
class ContentCheckTest {

  private static final String GOOD =
      "<p>Hello {{name}}, the garden is open again and every chair is in its place. Come and see"
          + " it, the first coffee is on the house.</p><img src=\"garden.png\" alt=\"The garden\">"
          + "<a href=\"https://shop.example/garden\">Plan your visit</a>"
          + "<a href=\"{{unsubscribe_url}}\">Leave</a>";

  @Test
  @DisplayName("finds nothing in ordinary content")
  void findsNothingInOrdinaryContent() {
    assertThat(check("The garden is open", GOOD, "Hello {{name}}")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("warns with the place, what was found and the reason")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ALT_TEXT | <img src=\"a.png\"> | img a.png | alt text",
        "INSECURE_LINK | <a href=\"HTTP://shop.example/\">x</a> | HTTP://shop.example/ | https",
        "INSECURE_LINK | <a href='http://shop.example/{{name}}'>x</a> | http://shop.example/Ann |"
            + " https",
        "SHORTENED_LINK | <a href=\"https://bit.ly/3x\">x</a> | https://bit.ly/3x | own domain",
        "SHORTENED_LINK | <a href=\"https://www.TinyURL.com/3x\">x</a> |"
            + " https://www.TinyURL.com/3x | own domain",
        "PICTURES | <img alt=1><img alt=2><img alt=3> | 4 pictures | as text",
      })
  void warns(WarningKind kind, String added, String value, String reason) {
    List<Warning> warnings = check("The garden is open", GOOD + added, "text");
    assertThat(warnings)
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.kind()).isEqualTo(kind);
          assertThat(warning.field()).isEqualTo("variants[0].html");
          assertThat(warning.value()).contains(value);
          assertThat(warning.reason()).contains(reason);
        });
  }

  @Test
  @DisplayName("counts the bytes that Gmail clips at, not characters")
  void countsBytes() {
    assertThat(check("s", GOOD + "a".repeat(90_000), "t")).isEmpty();
    assertThat(check("s", GOOD + "é".repeat(50_000), "t"))
        .extracting(Warning::kind)
        .containsExactly(WarningKind.HTML_SIZE);
  }

  @Test
  @DisplayName("warns of a long subject and a missing text part")
  void warnsOfSubjectAndText() {
    assertThat(check("{{name}} " + "x".repeat(60), GOOD, " "))
        .extracting(Warning::field)
        .containsExactly("variants[0].subject", "variants[0].text");
  }

  @Test
  @DisplayName("gives few warnings of one kind, however often it occurs")
  void isBounded() {
    assertThat(check("s", GOOD + "word ".repeat(10_000) + "<img src=a>".repeat(100), "t"))
        .hasSizeLessThanOrEqualTo(5);
  }

  private static List<Warning> check(String subject, String html, String text) {
    return ContentCheck.check(campaign(Map.of("name", "Ann"), variant(subject, html, text)));
  }
}
