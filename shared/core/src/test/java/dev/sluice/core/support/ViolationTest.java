package dev.sluice.core.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A violation")
class ViolationTest {
  @ParameterizedTest(name = "of ''{0}'' below ''{1}'' is one of ''{2}''")
  @CsvSource({
    "limit, caps[0], caps[0].limit",
    "[0].limit, caps, caps[0].limit",
    "'', criterion, criterion",
  })
  void prefixesFieldWithParent(String field, String parent, String path) {
    assertThat(new Violation(field, "0", "use 1").prefixedWith(parent))
        .isEqualTo(new Violation(path, "0", "use 1"));
  }

  @Test
  @DisplayName("repeats 80 characters of the value, and cuts no character in half")
  void truncatesLongValuesAtWholeCharacters() {
    assertThat(violation("x".repeat(80)).value()).isEqualTo("x".repeat(80));
    assertThat(violation("x".repeat(81)).value()).isEqualTo("x".repeat(80) + "…");
    assertThat(violation("x".repeat(79) + "😀").value()).isEqualTo("x".repeat(79) + "…");
  }

  @Test
  @DisplayName("is told with the others of the same input, one after another")
  void exceptionMessageListsEveryViolation() {
    InvalidInputException refused =
        new InvalidInputException(
            List.of(new Violation("limit", "0", "use 1"), new Violation("name", "", "give one")));
    assertThat(refused).hasMessage("limit '0': use 1; name '': give one");
    assertThat(refused.prefixedWith("caps[0]").violations())
        .extracting(Violation::field)
        .containsExactly("caps[0].limit", "caps[0].name");
  }

  @Test
  @DisplayName("is what every refusal has at least one of")
  void exceptionNeedsAtLeastOneViolation() {
    assertThatIllegalArgumentException().isThrownBy(() -> new InvalidInputException(List.of()));
  }

  private static Violation violation(String value) {
    return new Violation("name", value, "shorten it");
  }
}
