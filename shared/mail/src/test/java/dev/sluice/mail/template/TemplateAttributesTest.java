package dev.sluice.mail.template;

import static dev.sluice.mail.template.TemplateRendering.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.support.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A template knows its attributes")
class TemplateAttributesTest {

  @Test
  @DisplayName("listing every name once")
  void listsEveryNameOnce() {
    MustacheTemplate template =
        MustacheTemplate.text("text", "{{b}}{{a}}{{#s}}{{d}}{{.}}{{/s}}{{^t}}{{b}}{{/t}}{{! e }}");
    assertThat(template.attributes()).containsExactly("a", "b", "d", "s", "t");
  }

  @Test
  @DisplayName("reporting those without value or default")
  void reportsUndeclaredNames() {
    MustacheTemplate template =
        MustacheTemplate.text("text", "{{a}}{{b}}{{#items}}{{name}}{{price}}{{/items}}");
    assertThat(template.undeclared(Map.of())).containsExactly("a", "b", "items", "name", "price");
    assertThat(template.undeclared(Map.of("a", "", "b", "", "items", List.of(Map.of("name", "")))))
        .containsExactly("price");
  }

  @Test
  @DisplayName("saying which one is missing when rendering")
  void reportsMissingNameWhenRendering() {
    assertThatThrownBy(() -> text("Hi\n{{first_name}}", Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("line 2: {{first_name}}")
        .hasMessageContaining("default");
  }
}
