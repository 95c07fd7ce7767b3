package dev.sluice.mail.template;

import static dev.sluice.mail.template.TemplateRendering.text;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.support.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A template reaches nothing but declared attributes")
class TemplateIsolationTest {

  @ParameterizedTest
  @DisplayName("no methods, no fields, no entries")
  @ValueSource(
      strings = {
        "{{class}}",
        "{{getClass}}",
        "{{entrySet}}",
        "{{#entrySet}}{{key}}{{/entrySet}}",
        "{{hashCode}}",
        "{{#map}}{{entrySet}}{{/map}}",
        "{{#map}}{{size}}{{/map}}",
        "{{#list}}{{length}}{{/list}}"
      })
  void reachesNoMethodsOrFields(String source) {
    Map<String, Object> values = Map.of("name", "x", "list", List.of("y"), "map", Map.of("a", "b"));
    assertThatThrownBy(() -> text(source, values))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("a value or declare a default");
  }

  @Test
  @DisplayName("no other objects")
  void reachesNoOtherObjects() {
    assertThatThrownBy(() -> text("{{a}}", Map.of("a", new Object())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("attributes.a");
    assertThatThrownBy(
            () -> text("{{a}}", Map.of("b", Map.of("c", List.of(new StringBuilder("x"))))))
        .hasMessageContaining("attributes.b.c[0]");
  }

  @Test
  @DisplayName("not all attributes at once")
  void cannotDumpAllAttributes() {
    assertThatThrownBy(() -> text("{{#vip}}{{.}}{{/vip}}", Map.of("vip", true, "secret", "s")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a list or map")
        .hasMessageNotContaining("secret");
  }

  @Test
  @DisplayName("not the values of another rendering")
  void reachesNoValuesOfOtherRenderings() {
    MustacheTemplate template = MustacheTemplate.text("text", "{{a}}");
    template.render(Map.of("a", "one"));
    assertThatThrownBy(() -> template.render(Map.of())).isInstanceOf(InvalidInputException.class);
  }
}
