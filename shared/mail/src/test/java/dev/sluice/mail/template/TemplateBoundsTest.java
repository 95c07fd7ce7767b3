package dev.sluice.mail.template;

import static dev.sluice.mail.template.TemplateRendering.subject;
import static dev.sluice.mail.template.TemplateRendering.text;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.support.InvalidInputException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A template cannot be made to run for long")
class TemplateBoundsTest {

  @Test
  @DisplayName("by its output")
  void limitsOutput() {
    Map<String, Object> values = Map.of("a", "x".repeat(1_000), "l", Collections.nCopies(2_000, 1));
    assertThatThrownBy(() -> text("{{#l}}{{a}}{{/l}}", values))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("rendered to more than");
    assertThatThrownBy(() -> subject("{{a}}", Map.of("a", "x".repeat(999))))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  @DisplayName("by the elements its sections walk over")
  void limitsSectionElements() {
    Map<String, Object> values = Map.of("l", Collections.nCopies(1_000, 1));
    assertThatThrownBy(() -> text("{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}", values))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("walk over at most");
  }

  @Test
  @DisplayName("by the number, depth and size of its values")
  void limitsValues() {
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
