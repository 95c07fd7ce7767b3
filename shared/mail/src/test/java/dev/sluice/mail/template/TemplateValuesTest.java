package dev.sluice.mail.template;

import static dev.sluice.mail.template.TemplateRendering.html;
import static dev.sluice.mail.template.TemplateRendering.subject;
import static dev.sluice.mail.template.TemplateRendering.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A template shows values")
class TemplateValuesTest {

  @Test
  @DisplayName("escaped in HTML")
  void escapesHtml() {
    assertThat(html("<p title=\"{{name}}\">{{name}}</p>", Map.of("name", "<b a='1'>\"&")))
        .isEqualTo(
            "<p title=\"&lt;b a=&#39;1&#39;&gt;&quot;&amp;\">&lt;b"
                + " a=&#39;1&#39;&gt;&quot;&amp;</p>");
  }

  @Test
  @DisplayName("plain in text")
  void keepsTextPlain() {
    assertThat(text("Hi {{name}}", Map.of("name", "<b>&"))).isEqualTo("Hi <b>&");
  }

  @Test
  @DisplayName("on one line in a subject")
  void keepsSubjectOnOneLine() {
    assertThat(subject("For {{name}}!", Map.of("name", "Ann\r\nBcc: x@y.z\u2028\u0085\tEnd")))
        .isEqualTo("For Ann Bcc: x@y.z   End!");
  }

  @Test
  @DisplayName("without control characters and directional overrides")
  void dropsControlCharacters() {
    assertThat(text("{{name}}", Map.of("name", "A\u0000n\u001Bn\u202Ea\u2066!\uD800")))
        .isEqualTo("Anna!\uFFFD");
  }

  @Test
  @DisplayName("of right-to-left scripts and beyond the basic plane, unchanged")
  void keepsOtherScripts() {
    assertThat(html("{{name}}", Map.of("name", "שלום 😀 王"))).isEqualTo("שלום 😀 王");
  }

  @Test
  @DisplayName("keeping their lines in text and HTML")
  void keepsLines() {
    assertThat(text("{{name}}", Map.of("name", "one\r\ntwo\rthree"))).isEqualTo("one\ntwo\nthree");
  }

  @Test
  @DisplayName("numbers without exponent, and truth values")
  void writesNumbersWithoutExponent() {
    assertThat(
            text(
                "{{a}} {{b}} {{c}} {{d}}",
                Map.of("a", 5, "b", new BigDecimal("1E+3"), "c", 2.0, "d", true)))
        .isEqualTo("5 1000 2 true");
  }

  @Test
  @DisplayName("of lists, element by element")
  void iteratesLists() {
    assertThat(
            text(
                "{{#items}}{{name}}:{{currency}};{{/items}}{{#tags}}{{.}} {{/tags}}",
                Map.of(
                    "items", List.of(Map.of("name", "a"), Map.of("name", "b")),
                    "currency", "EUR",
                    "tags", List.of("x", "y"))))
        .isEqualTo("a:EUR;b:EUR;x y ");
  }

  @ParameterizedTest
  @DisplayName("hiding a section when false or empty")
  @CsvSource({"false", "''"})
  void hidesSectionWhenFalseOrEmpty(String value) {
    Object shown = value.equals("false") ? Boolean.FALSE : value;
    assertThat(text("{{#a}}yes{{/a}}{{^a}}no{{/a}}", Map.of("a", shown))).isEqualTo("no");
    assertThat(text("{{#a}}yes{{/a}}{{^a}}no{{/a}}", Map.of("a", List.of()))).isEqualTo("no");
  }

  @Test
  @DisplayName("showing a section when true, zero or text")
  void showsSectionWhenTruthy() {
    for (Object value : List.of(true, 0, 0.5, "x", Map.of("b", 1), List.of(1))) {
      assertThat(text("{{#a}}yes{{/a}}{{^a}}no{{/a}}", Map.of("a", value))).isEqualTo("yes");
    }
  }

  @Test
  @DisplayName("side by side from one instance")
  void rendersConcurrently() {
    MustacheTemplate template = MustacheTemplate.text("text", "{{#a}}{{b}}{{.}}{{/a}}");
    List<String> results =
        Collections.nCopies(2_000, 0).parallelStream()
            .map(_ -> template.render(Map.of("a", List.of(1, "x"), "b", "y")))
            .distinct()
            .toList();
    assertThat(results).containsExactly("y1yx");
  }
}
