package dev.sluice.mail.template;

import static dev.sluice.mail.template.TemplateRendering.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.support.Violation;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A template is refused with its line")
class TemplateValidationTest {

  @ParameterizedTest
  @DisplayName("if a tag is malformed or forbidden")
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
        "{{first-name}}       | a letter followed by up to 63 letters",
        "{{user.name}}        | a letter followed by up to 63 letters",
        "{{größe}}            | a letter followed by up to 63 letters",
        "{{_x}}               | a letter followed by up to 63 letters",
        "{{#a.b}}{{/a.b}}     | a letter followed by up to 63 letters",
        "{{this}}             | name it",
        "{{.}}                | inside a section",
        "{{x                  | close the tag",
        "{{! never closed     | close the tag",
        "{{x {{y}}            | close the tag",
        "{{#x}}a              | close it",
        "a{{/x}}              | no section is open",
        "{{#x}}{{#y}}{{/x}}{{/y}} | close {{#y}} of line 2 first"
      })
  void rejectsMalformedOrForbiddenTag(String tag, String remedy) {
    Violation violation =
        violations(() -> MustacheTemplate.text("body", "line one\n" + tag)).getFirst();
    assertThat(violation.field()).isEqualTo("body");
    assertThat(violation.value()).startsWith("line 2: ");
    assertThat(violation.remedy()).contains(remedy);
  }

  @Test
  @DisplayName("with all its errors at once")
  void reportsAllErrorsTogether() {
    assertThat(
            violations(() -> MustacheTemplate.html("html", "{{{a}}}\n{{>b}}\n\n{{#c}}\n<i {{d}}>")))
        .extracting(v -> v.value().substring(0, 6))
        .containsExactly("line 1", "line 2", "line 5", "line 4");
  }

  @ParameterizedTest
  @DisplayName("if HTML names an attribute where escaping would not help")
  @ValueSource(
      strings = {
        "<a href={{x}}>",
        "<a href = {{x}}>",
        "<a {{x}}>",
        "<script>var a='{{x}}'</script>",
        "<STYLE>p{color:{{x}}}</STYLE>",
        "<p class='a'{{x}}>"
      })
  void rejectsAttributeInUnsafeContext(String html) {
    assertThat(violations(() -> MustacheTemplate.html("html", html))).hasSize(1);
  }

  @ParameterizedTest
  @DisplayName("but not in text and quoted attribute values")
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
  void acceptsTextAndQuotedAttributes(String html) {
    assertThat(MustacheTemplate.html("html", html).attributes()).containsExactly("x");
  }

  @Test
  @DisplayName("if HTML names an attribute where it would be the name of a tag")
  void rejectsAttributeAsTagName() {
    for (String html : List.of("<{{x}}>", "</{{x}}>", "a<{{x}} b", "<{{#x}}{{.}}{{/x}}>")) {
      assertThat(violations(() -> MustacheTemplate.html("html", html)))
          .as(html)
          .isNotEmpty()
          .allSatisfy(v -> assertThat(v.remedy()).isNotBlank());
    }
    assertThat(MustacheTemplate.html("html", "1 < {{x}}, <<b>{{x}}</b>").attributes())
        .containsExactly("x");
  }

  @ParameterizedTest
  @DisplayName("if its subject is not one line of text")
  @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\u2028b", "a\u0000b"})
  void requiresSingleLineSubject(String source) {
    assertThat(violations(() -> MustacheTemplate.subject("subject", source)))
        .singleElement()
        .satisfies(v -> assertThat(v.remedy()).contains("a header is one line"));
  }

  @Test
  @DisplayName("if it is too large, too deep or has too many tags")
  void limitsSizeDepthAndTags() {
    assertThat(violations(() -> MustacheTemplate.html("html", "x".repeat(256 * 1024 + 1))))
        .hasSize(1);
    assertThat(violations(() -> MustacheTemplate.subject("subject", "x".repeat(999)))).hasSize(1);
    assertThat(
            violations(
                () -> MustacheTemplate.text("text", "{{#a}}".repeat(17) + "{{/a}}".repeat(17))))
        .singleElement()
        .satisfies(v -> assertThat(v.remedy()).contains("nest at most 16"));
    assertThat(violations(() -> MustacheTemplate.text("text", "{{a}}".repeat(5_001)))).hasSize(1);
    MustacheTemplate.text("text", "{{#a}}".repeat(16) + "{{/a}}".repeat(16));
    MustacheTemplate.html("html", "x".repeat(256 * 1024));
  }
}
