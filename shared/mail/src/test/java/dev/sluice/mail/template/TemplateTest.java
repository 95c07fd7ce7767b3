package dev.sluice.mail.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A template")
class TemplateTest {

  @Nested
  @DisplayName("shows values")
  class ShowsValues {

    @Test
    void escapedInHtml() {
      assertThat(html("<p title=\"{{name}}\">{{name}}</p>", Map.of("name", "<b a='1'>\"&")))
          .isEqualTo(
              "<p title=\"&lt;b a=&#39;1&#39;&gt;&quot;&amp;\">&lt;b"
                  + " a=&#39;1&#39;&gt;&quot;&amp;</p>");
    }

    @Test
    void plainInText() {
      assertThat(text("Hi {{name}}", Map.of("name", "<b>&"))).isEqualTo("Hi <b>&");
    }

    @Test
    void onOneLineInASubject() {
      assertThat(subject("For {{name}}!", Map.of("name", "Ann\r\nBcc: x@y.z\u2028\u0085\tEnd")))
          .isEqualTo("For Ann Bcc: x@y.z   End!");
    }

    @Test
    void withoutControlCharactersAndDirectionalOverrides() {
      assertThat(text("{{name}}", Map.of("name", "A\u0000n\u001Bn\u202Ea\u2066!\uD800")))
          .isEqualTo("Anna!\uFFFD");
    }

    @Test
    void ofRightToLeftScriptsAndBeyondTheBasicPlaneUnchanged() {
      assertThat(html("{{name}}", Map.of("name", "שלום 😀 王"))).isEqualTo("שלום 😀 王");
    }

    @Test
    void keepingTheirLinesInTextAndHtml() {
      assertThat(text("{{name}}", Map.of("name", "one\r\ntwo\rthree")))
          .isEqualTo("one\ntwo\nthree");
    }

    @Test
    void numbersWithoutExponentAndTruthValues() {
      assertThat(
              text(
                  "{{a}} {{b}} {{c}} {{d}}",
                  Map.of("a", 5, "b", new BigDecimal("1E+3"), "c", 2.0, "d", true)))
          .isEqualTo("5 1000 2 true");
    }

    @Test
    void fromMapsByDottedNames() {
      assertThat(
              text("{{order.city.name}}", Map.of("order", Map.of("city", Map.of("name", "Tartu")))))
          .isEqualTo("Tartu");
    }

    @Test
    void ofListsElementByElement() {
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
    @CsvSource({"false", "''"})
    void hidingASectionWhenFalseOrEmpty(String value) {
      Object shown = value.equals("false") ? Boolean.FALSE : value;
      assertThat(text("{{#a}}yes{{/a}}{{^a}}no{{/a}}", Map.of("a", shown))).isEqualTo("no");
      assertThat(text("{{#a}}yes{{/a}}{{^a}}no{{/a}}", Map.of("a", List.of()))).isEqualTo("no");
    }

    @Test
    void showingASectionWhenTrueZeroOrText() {
      for (Object value : List.of(true, 0, 0.5, "x", Map.of("b", 1), List.of(1))) {
        assertThat(text("{{#a}}yes{{/a}}{{^a}}no{{/a}}", Map.of("a", value))).isEqualTo("yes");
      }
    }

    @Test
    void sideBySideFromOneInstance() {
      Template template = Template.text("text", "{{#a}}{{b}}{{.}}{{/a}}");
      List<String> results =
          Collections.nCopies(2_000, 0).parallelStream()
              .map(_ -> template.render(Map.of("a", List.of(1, "x"), "b", "y")))
              .distinct()
              .toList();
      assertThat(results).containsExactly("y1yx");
    }
  }

  @Nested
  @DisplayName("reaches nothing but declared attributes")
  class ReachesNothingElse {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{{name.class}}",
          "{{name.bytes}}",
          "{{name.length}}",
          "{{class}}",
          "{{getClass}}",
          "{{entrySet}}",
          "{{#entrySet}}{{key}}{{/entrySet}}",
          "{{hashCode}}",
          "{{list.size}}",
          "{{map.entrySet}}",
          "{{map.size}}"
        })
    void noMethodsNoFieldsNoEntries(String source) {
      Map<String, Object> values =
          Map.of("name", "x", "list", List.of("y"), "map", Map.of("a", "b"));
      assertThatThrownBy(() -> text(source, values))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("line 1")
          .hasMessageContaining("a value or declare a default");
    }

    @Test
    void noOtherObjects() {
      assertThatThrownBy(() -> text("{{a}}", Map.of("a", new Object())))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("attributes.a");
      assertThatThrownBy(
              () -> text("{{a}}", Map.of("b", Map.of("c", List.of(new StringBuilder("x"))))))
          .hasMessageContaining("attributes.b.c[0]");
    }

    @Test
    void notAllAttributesAtOnce() {
      assertThatThrownBy(() -> text("{{#vip}}{{.}}{{/vip}}", Map.of("vip", true, "secret", "s")))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("a list or map")
          .hasMessageNotContaining("secret");
    }

    @Test
    void notTheValuesOfAnotherRendering() {
      Template template = Template.text("text", "{{a}}");
      template.render(Map.of("a", "one"));
      assertThatThrownBy(() -> template.render(Map.of())).isInstanceOf(InvalidInputException.class);
    }
  }

  @Nested
  @DisplayName("is refused with its line")
  class IsRefused {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{{{x}}}              | unescaped output",
          "{{&x}}               | unescaped output",
          "{{& x}}              | unescaped output",
          "{{>part}}            | partials",
          "{{<parent}}{{/parent}} | partials",
          "{{$block}}{{/block}} | partials",
          "{{=<% %>=}}          | delimiters",
          "{{}}                 | name an attribute",
          "{{ }}                | name an attribute",
          "{{a b}}              | name an attribute",
          "{{a..b}}             | name an attribute",
          "{{a()}}              | name an attribute",
          "{{0}}                | name an attribute",
          "{{-index}}           | name an attribute",
          "{{this}}             | name it",
          "{{.}}                | inside a section",
          "{{x                  | close the tag",
          "{{! never closed     | close the tag",
          "{{x {{y}}            | close the tag",
          "{{#x}}a              | close it",
          "a{{/x}}              | no section is open",
          "{{#x}}{{#y}}{{/x}}{{/y}} | close {{#y}} of line 2 first"
        })
    void ifATagIsMalformedOrForbidden(String tag, String remedy) {
      for (Violation violation :
          violations(() -> Template.text("body", "line one\n" + tag)).subList(0, 1)) {
        assertThat(violation.field()).isEqualTo("body");
        assertThat(violation.value()).startsWith("line 2: ");
        assertThat(violation.remedy()).contains(remedy);
      }
    }

    @Test
    void withAllItsErrorsAtOnce() {
      assertThat(violations(() -> Template.html("html", "{{{a}}}\n{{>b}}\n\n{{#c}}\n<i {{d}}>")))
          .extracting(v -> v.value().substring(0, 6))
          .containsExactly("line 1", "line 2", "line 5", "line 4");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<a href={{x}}>",
          "<a href = {{x}}>",
          "<a {{x}}>",
          "<{{x}}>",
          "<script>var a='{{x}}'</script>",
          "<STYLE>p{color:{{x}}}</STYLE>",
          "<p class='a'{{x}}>"
        })
    void ifHtmlNamesAnAttributeWhereEscapingWouldNotHelp(String html) {
      String tagIsText = "<{{x}}>";
      if (html.equals(tagIsText)) {
        assertThat(html(html, Map.of("x", "script"))).isEqualTo("<script>");
        return;
      }
      assertThat(violations(() -> Template.html("html", html))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<a href=\"{{x}}\">{{x}}</a>",
          "<a href='{{x}}'>",
          "a < b {{x}}",
          "<!-- {{x}} > -->{{x}}",
          "<style>p{}</style>{{x}}",
          "<script></script><p>{{x}}",
          "<p {{#x}}class=\"y\"{{/x}}>{{x}}",
          "<p title=\"a>b\">{{x}}"
        })
    void butNotInTextAndQuotedAttributeValues(String html) {
      assertThat(Template.html("html", html).attributes()).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\u2028b", "a\u0000b"})
    void ifItsSubjectIsNotOneLineOfText(String source) {
      assertThat(violations(() -> Template.subject("subject", source)))
          .singleElement()
          .satisfies(v -> assertThat(v.remedy()).contains("a header is one line"));
    }

    @Test
    void ifItIsTooLargeTooDeepOrHasTooManyTags() {
      assertThat(violations(() -> Template.html("html", "x".repeat(256 * 1024 + 1)))).hasSize(1);
      assertThat(violations(() -> Template.subject("subject", "x".repeat(999)))).hasSize(1);
      assertThat(violations(() -> Template.text("text", "{{#a}}".repeat(17) + "{{/a}}".repeat(17))))
          .singleElement()
          .satisfies(v -> assertThat(v.remedy()).contains("nest at most 16"));
      assertThat(violations(() -> Template.text("text", "{{a}}".repeat(5_001)))).hasSize(1);
      Template.text("text", "{{#a}}".repeat(16) + "{{/a}}".repeat(16));
      Template.html("html", "x".repeat(256 * 1024));
    }
  }

  @Nested
  @DisplayName("knows its attributes")
  class KnowsItsAttributes {

    @Test
    void listingEveryNameOnce() {
      Template template =
          Template.text("text", "{{b}}{{a.c}}{{#s}}{{d}}{{.}}{{/s}}{{^t}}{{b}}{{/t}}{{! e }}");
      assertThat(template.attributes()).containsExactly("a.c", "b", "d", "s", "t");
    }

    @Test
    void reportingThoseWithoutValueOrDefault() {
      Template template =
          Template.text("text", "{{a}}{{b.c}}{{#items}}{{name}}{{price}}{{/items}}");
      assertThat(template.undeclared(Map.of()))
          .containsExactly("a", "b.c", "items", "name", "price");
      assertThat(
              template.undeclared(
                  Map.of("a", "", "b", Map.of("c", ""), "items", List.of(Map.of("name", "")))))
          .containsExactly("price");
    }

    @Test
    void sayingWhichOneIsMissingWhenRendering() {
      assertThatThrownBy(() -> text("Hi\n{{first_name}}", Map.of()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("line 2: {{first_name}}")
          .hasMessageContaining("default");
    }
  }

  @Nested
  @DisplayName("cannot be made to run for long")
  class IsBounded {

    @Test
    void byItsOutput() {
      Map<String, Object> values =
          Map.of("a", "x".repeat(1_000), "l", Collections.nCopies(2_000, 1));
      assertThatThrownBy(() -> text("{{#l}}{{a}}{{/l}}", values))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("rendered to more than");
      assertThatThrownBy(() -> subject("{{a}}", Map.of("a", "x".repeat(999))))
          .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void byTheElementsItsSectionsWalkOver() {
      Map<String, Object> values = Map.of("l", Collections.nCopies(1_000, 1));
      assertThatThrownBy(() -> text("{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}", values))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("walk over at most");
    }

    @Test
    void byTheNumberDepthAndSizeOfItsValues() {
      Object deep = "x";
      for (int i = 0; i < 9; i++) {
        deep = List.of(deep);
      }
      Map<String, Object> tooDeep = Map.of("a", deep);
      assertThatThrownBy(() -> text("{{b}}", tooDeep)).hasMessageContaining("nested 8 deep");
      assertThatThrownBy(() -> text("{{a}}", Map.of("a", Collections.nCopies(10_001, 1))))
          .hasMessageContaining("10000 values");
      assertThatThrownBy(() -> text("{{a}}", Map.of("a", new BigDecimal("1E+999999999"))))
          .hasMessageContaining("40 digits");
      assertThatThrownBy(() -> text("{{a}}", Map.of("a", Double.NaN)))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  @DisplayName("made of random pieces is refused or renders, and in HTML no value escapes")
  void randomPieces() {
    String[] pieces = {
      "{{",
      "}}",
      "{",
      "}",
      "a",
      "#a",
      "/a",
      "^a",
      "!",
      "&",
      ">",
      "=",
      " ",
      "\n",
      "<p>",
      "\"",
      "<a href=\"",
      "{{a}}",
      "{{#a}}",
      "{{/a}}",
      "{{^a}}",
      "{{.}}",
      "</a>",
      "<!--",
      "-->",
      "<script>",
      "</script>",
      "'"
    };
    Random random = new Random(20261122);
    int rendered = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder source = new StringBuilder();
      random.ints(1 + random.nextInt(8), 0, pieces.length).forEach(i -> source.append(pieces[i]));
      try {
        Template template = Template.html("html", source.toString());
        String result = template.render(Map.of("a", "1<2\"3'4"));
        assertThat(result).doesNotContain("1<2", "2\"3", "3'4");
        rendered++;
      } catch (InvalidInputException refused) {
        assertThat(refused.violations()).isNotEmpty();
      }
    }
    assertThat(rendered).isGreaterThan(5_000);
  }

  private static String html(String source, Map<String, ?> values) {
    return Template.html("html", source).render(values);
  }

  private static String text(String source, Map<String, ?> values) {
    return Template.text("text", source).render(values);
  }

  private static String subject(String source, Map<String, ?> values) {
    return Template.subject("subject", source).render(values);
  }

  private static List<Violation> violations(Runnable compilation) {
    return new ArrayList<>(
        catchThrowableOfType(InvalidInputException.class, compilation::run).violations());
  }
}
