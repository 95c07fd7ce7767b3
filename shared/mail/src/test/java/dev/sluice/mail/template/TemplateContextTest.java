package dev.sluice.mail.template;

import static dev.sluice.mail.template.TemplateRendering.html;
import static dev.sluice.mail.template.TemplateRendering.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.support.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An HTML template")
class TemplateContextTest {

  @ParameterizedTest
  @DisplayName("is refused if a value would be code, style, a list of URLs or an instruction")
  @ValueSource(
      strings = {
        "<a onclick=\"{{x}}\">",
        "<img ONERROR='{{x}}'>",
        "<a onclick=\"go('{{x}}')\">",
        "<p style=\"color:{{x}}\">",
        "<iframe srcdoc=\"{{x}}\"></iframe>",
        "<p srcdoc='{{x}}'>",
        "<img srcset=\"{{x}} 2x\">",
        "<link href=\"{{x}}\">",
        "<base href=\"{{x}}\">",
        "<meta http-equiv=\"refresh\" content=\"0;url={{x}}\">",
        "<script src=\"{{x}}\"></script>",
        "<iframe src=\"{{x}}\"></iframe>",
        "<object data=\"{{x}}\"></object>",
        "<svg><animate attributeName=\"href\" to=\"{{x}}\"/></svg>",
        "<svg:set to=\"{{x}}\"/>",
        "<a href=\"javascript:f('{{x}}')\">",
        "<a href=\" JavaScript:{{x}}\">",
        "<a href=\"data:text/html,{{x}}\">",
        "<a href=\"java&#115;cript:{{x}}\">",
        "<a href=\"javascript&colon;{{x}}\">",
        "<a href=\"vbscript:{{x}}\">",
        "<xmp>{{x}}</xmp>",
        "<noembed>{{x}}</noembed>",
        "<script>a</scripty>{{x}}</script>",
        "<script><!-- <script></script>{{x}}",
        "<scr{{! }}ipt>{{x}}</script>",
        "<script>x</scr{{! }}ipty>{{x}}",
        "<a title=x{{x}}>",
        "<a title= {{x}}>",
        "<a =\"{{x}}\">",
        "<a title\"{{x}}\">",
        "<!doctype {{x}}>",
        "<![if {{x}}]>",
        "<?xml {{x}}?>",
        "</{{x}}>",
        "<!--[if mso]><a onclick=\"{{x}}\"><![endif]-->",
        "<!--[if mso]><style>{{x}}</style><![endif]-->",
        "<!--[if mso]><a title=\"--><b title=\"{{x}}\"><![endif]-->",
        "<svg><title><a title=\"{{x}}\"></a></title></svg>"
      })
  void rejectsValueInUnsafePlace(String template) {
    assertThat(violations(() -> MustacheTemplate.html("html", template)))
        .singleElement()
        .satisfies(v -> assertThat(v.value()).isEqualTo("line 1: {{x}}"))
        .satisfies(v -> assertThat(v.remedy()).isNotBlank());
  }

  @ParameterizedTest
  @DisplayName("takes values in text, in plain attributes, in URLs and in comments")
  @ValueSource(
      strings = {
        "<title>{{x}}</title>",
        "<title>a < b {{x}}</title><p>{{x}}",
        "<textarea>{{x}}</textarea>",
        "<img alt=\"{{x}}\" src='{{x}}'>",
        "<td background=\"{{x}}\" bgcolor=\"{{x}}\">",
        "<a title = '{{x}}'>",
        "<a/title=\"{{x}}\"/>",
        "<a href=\"tel:{{x}}\">",
        "<a href=\"/relative/{{x}}\">",
        "<a href=\"{{x}}:8080/{{x}}\">",
        "<!-- {{x}} --><p>{{x}}",
        "<!--> {{x}} <p title=\"{{x}}\">",
        "<!---> {{x}} <p title=\"{{x}}\">",
        "<!-- --!> {{x}}",
        "<!doctype html>{{x}}",
        "<script type=\"application/ld+json\">{}</script>{{x}}",
        "<STYLE>a{}</Style >{{x}}",
        "<style>a{}</sty</style>{{x}}",
        "<!--[if mso]><v:roundrect href=\"{{x}}\">{{x}}</v:roundrect><![endif]-->{{x}}",
        "<!--[if !mso]><!--><a href=\"{{x}}\">{{x}}</a><!--<![endif]-->{{x}}",
        "<![if !mso]><a href=\"{{x}}\">{{x}}</a><![endif]>",
        "<!--[if mso]><!-- a --><p title=\"{{x}}\"><![endif]-->"
      })
  void acceptsValueInSafePlace(String template) {
    assertThat(MustacheTemplate.html("html", template).attributes()).containsExactly("x");
  }

  @ParameterizedTest
  @DisplayName("is refused if a section ends in another kind of place than it begins")
  @ValueSource(
      strings = {
        "<a href={{#q}}\"{{/q}}{{x}} onclick=alert(1)>",
        "<a href=\"{{#q}}\" title=\"{{/q}}\">",
        "{{#q}}<p {{/q}}title=\"{{x}}\">",
        "{{#q}}<!--{{/q}}{{x}}",
        "<!-- {{#q}}-->{{/q}}",
        "<!-- -{{#q}}-{{/q}}>",
        "{{#q}}<script>{{/q}}",
        "{{^q}}<style>{{/q}}",
        "<script>{{#q}}</script>{{/q}}",
        "<style></sty{{#q}}le{{/q}}>",
        "<scr{{#q}}ipt{{/q}}>",
        "<{{#q}}b{{/q}}>",
        "<p {{#q}}hidden{{/q}}>",
        "<p title='{{#q}}' lang='{{/q}}'>",
        "<p title='{{#q}}' title=\"{{/q}}\">",
        "{{#q}}<!--[if mso]>{{/q}}{{x}}",
        "<!--{{#q}}[if{{/q}} mso]>{{x}}<![endif]-->",
        "{{#q}}<title>{{/q}}"
      })
  void rejectsSectionAcrossPlaces(String template) {
    assertThat(violations(() -> MustacheTemplate.html("html", template)))
        .isNotEmpty()
        .allSatisfy(v -> assertThat(v.value()).startsWith("line 1: {{"));
    assertThat(violations(() -> MustacheTemplate.html("html", template)))
        .anySatisfy(v -> assertThat(v.remedy()).containsAnyOf("same place", "move it into text"));
  }

  @ParameterizedTest
  @DisplayName("takes sections around whole tags, attributes and parts of values")
  @ValueSource(
      strings = {
        "{{#q}}<p title=\"a\">b</p>{{/q}}",
        "{{#q}}<div>{{/q}}{{#q}}</div>{{/q}}",
        "<p {{#q}}class=\"y\"{{/q}}>",
        "<p{{! }} {{#q}}class=\"y\" {{/q}}lang=\"en\">",
        "<a href=\"{{#q}}https://a.example/{{/q}}{{^q}}https://b.example/?{{/q}}{{q}}\">",
        "<p class=\"a{{#q}} b{{/q}}\">",
        "<style>{{#q}}p{color:red}{{/q}} a{}</style>",
        "<!-- {{#q}}a - b{{/q}} -->",
        "<!--[if mso]>{{#q}}<p>{{/q}}<![endif]-->",
        "<title>{{#q}}a{{/q}}</title>"
      })
  void acceptsSectionWithinOnePlace(String template) {
    assertThat(MustacheTemplate.html("html", template).attributes()).containsExactly("q");
  }

  @ParameterizedTest
  @DisplayName("leads only to http, https and mailto where a value begins a URL")
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "shop.example",
        "https",
        "&#106;avascript:alert(1)"
      })
  void refusesOtherSchemes(String value) {
    for (String attribute : List.of("href", "src", "action", "formaction", "xlink:href")) {
      assertThatThrownBy(() -> html("<a " + attribute + "=\"{{x}}\">", Map.of("x", value)))
          .as(attribute)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("a link that is no web or mail address")
          .hasMessageContaining("https:, http: or mailto:");
    }
  }

  @ParameterizedTest
  @DisplayName("encodes a value for the part of the URL where it lands")
  @CsvSource(
      delimiter = '|',
      value = {
        "{{x}}                             | https://a.example/b?c=d&e#f |"
            + " https://a.example/b?c=d&amp;e#f",
        "{{x}}                             | HTTP://a.example            | HTTP://a.example",
        "{{x}}                             | mailto:ann@a.example        | mailto:ann@a.example",
        "{{x}}                             | ''                          | ''",
        "{{x}}                             | https://a.example/ä b\"'<   |"
            + " https://a.example/%C3%A4%20b%22%27%3C",
        "{{x}}                             | https://a.example/%20%zz    |"
            + " https://a.example/%20%25zz",
        "https://a.example/{{x}}           | b/c d                       |"
            + " https://a.example/b/c%20d",
        "https://a.example/?q={{x}}        | a&b=c d+e#f/ä               |"
            + " https://a.example/?q=a%26b%3Dc%20d%2Be%23f%2F%C3%A4",
        "https://a.example/?q={{x}}        | javascript:alert(1)         |"
            + " https://a.example/?q=javascript%3Aalert%281%29",
        "https://a.example/#{{x}}          | a&b                         |"
            + " https://a.example/#a%26b",
        "https://a.example/it&#39;s/{{x}}  | b/c                         |"
            + " https://a.example/it&#39;s/b/c",
        "java{{x}}                         | script:alert(1)             |"
            + " javascript%3Aalert%281%29",
        "mailto:{{x}}                      | ann@a.example?bcc=b@c.d     |"
            + " mailto:ann@a.example%3Fbcc%3Db@c.d",
        "mailto:a@b.example?subject={{x}}  | Hi & bye                    |"
            + " mailto:a@b.example?subject=Hi%20%26%20bye",
        "{{^x}}a{{/x}}{{#x}}https://a.example/?{{/x}}q={{x}} | b&c       |"
            + " https://a.example/?q=b%26c",
      })
  void encodesForPartOfUrl(String template, String value, String expected) {
    assertThat(html("<a href=\"" + template + "\">", Map.of("x", value)))
        .isEqualTo("<a href=\"" + expected + "\">");
    assertThat(html("<a href='" + template + "'>", Map.of("x", value)))
        .isEqualTo("<a href='" + expected + "'>");
  }

  @Test
  @DisplayName("does not let a value behind an empty one choose the scheme")
  void checksFirstValueThatIsNotEmpty() {
    assertThatThrownBy(
            () -> html("<a href=\"{{a}}{{b}}\">", Map.of("a", "", "b", "javascript:alert(1)")))
        .isInstanceOf(InvalidInputException.class);
    assertThat(html("<a href=\"{{a}}/{{b}}\">", Map.of("a", "https://c.example", "b", "d?e")))
        .isEqualTo("<a href=\"https://c.example/d?e\">");
  }

  @Test
  @DisplayName("does not let a value end a comment, by itself or with what follows it")
  void keepsCommentClosed() {
    assertThat(html("<!-- {{x}}> b -->", Map.of("x", "a--"))).isEqualTo("<!-- a&#45;&#45;> b -->");
    assertThat(html("<!--{{x}}-->", Map.of("x", "--!>"))).isEqualTo("<!--&#45;&#45;!&gt;-->");
  }

  @Test
  @DisplayName("drops the marks of the engine from values and refuses them in templates")
  void keepsMarksOfEngineOut() {
    assertThat(html("<p>{{x}}</p>", Map.of("x", "a\uFDD1<b>\uFDD0c")))
        .isEqualTo("<p>a&lt;b&gt;c</p>");
    assertThat(violations(() -> MustacheTemplate.html("html", "a\uFDD0b"))).hasSize(1);
  }

  private static final List<String> PIECES =
      List.of(
          "<a href=\"",
          "<a href='",
          "<p title=\"",
          "<img src=",
          "\"",
          "'",
          ">",
          "<",
          "=",
          " ",
          "/",
          "<!--",
          "-->",
          "--",
          "<!--[if mso]>",
          "<![endif]-->",
          "<script>",
          "</script>",
          "<style>",
          "</style>",
          "<title>",
          "</title>",
          "{{x}}",
          "{{x}}",
          "{{x}}",
          "{{#q}}",
          "{{/q}}",
          "{{^q}}",
          "https://a.example/",
          "?q=",
          "#",
          "&",
          "javascript:",
          "on",
          "b",
          "{{! }}");

  @Test
  @Tag("slow")
  @DisplayName(
      "made of random pieces is refused, or has the same tags and attributes for any value")
  void rendersSameStructureForAnyValue() {
    Random random = new Random(20261128);
    String hostile =
        "\"'><script>alert(1)</script><a onclick=\"x\" b='c' --><!-- {{x}} =javascript:";
    int rendered = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder source = new StringBuilder();
      random
          .ints(1 + random.nextInt(12), 0, PIECES.size())
          .forEach(i -> source.append(PIECES.get(i)));
      for (Object section : List.of(true, false)) {
        try {
          MustacheTemplate template = MustacheTemplate.html("html", source.toString());
          String harmless = template.render(Map.of("x", "https:Z", "q", section));
          String attacked = template.render(Map.of("x", "https:" + hostile, "q", section));
          assertThat(structure(attacked))
              .as("%s -> %s", source, attacked)
              .isEqualTo(structure(harmless));
          rendered++;
        } catch (InvalidInputException refused) {
          assertThat(refused.violations()).isNotEmpty();
        }
      }
    }
    assertThat(rendered).isGreaterThan(2_000);
  }

  /** Returns elements, names of attributes and schemes, as a browser's parser sees them. */
  private static List<String> structure(String html) {
    Document document = Jsoup.parse(html);
    return document.getAllElements().stream().map(TemplateContextTest::outline).toList();
  }

  private static String outline(Element element) {
    return element.tagName()
        + element.attributes().asList().stream()
            .map(a -> a.getKey() + (a.getValue().startsWith("javascript:") ? "!" : ""))
            .toList();
  }
}
