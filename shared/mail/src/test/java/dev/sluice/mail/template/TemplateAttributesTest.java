package dev.sluice.mail.template;

import static dev.sluice.mail.template.Rendering.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scheduling.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A template knows its attributes")
class TemplateAttributesTest {

  @Test
  @DisplayName("listing every name once")
  void names() {
    Template template =
        Template.text("text", "{{b}}{{a.c}}{{#s}}{{d}}{{.}}{{/s}}{{^t}}{{b}}{{/t}}{{! e }}");
    assertThat(template.attributes()).containsExactly("a.c", "b", "d", "s", "t");
  }

  @Test
  @DisplayName("reporting those without value or default")
  void undeclared() {
    Template template = Template.text("text", "{{a}}{{b.c}}{{#items}}{{name}}{{price}}{{/items}}");
    assertThat(template.undeclared(Map.of())).containsExactly("a", "b.c", "items", "name", "price");
    assertThat(
            template.undeclared(
                Map.of("a", "", "b", Map.of("c", ""), "items", List.of(Map.of("name", "")))))
        .containsExactly("price");
  }

  @Test
  @DisplayName("saying which one is missing when rendering")
  void missing() {
    assertThatThrownBy(() -> text("Hi\n{{first_name}}", Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("line 2: {{first_name}}")
        .hasMessageContaining("default");
  }
}
