package dev.sluice.core.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that input is refused with an error that helps. */
public final class InvalidInputAssertions {
  private InvalidInputAssertions() {}

  /** Asserts that the input is refused for one field, naming the value and how to put it right. */
  public static void assertRefused(
      ThrowingCallable input, String field, String value, String remedy) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(input)
        .satisfies(refused -> {
          assertThat(refused.violations()).hasSize(1);
          Violation violation = refused.violations().getFirst();
          assertThat(violation.field()).isEqualTo(field);
          assertThat(violation.value()).isEqualTo(value);
          assertThat(violation.remedy()).contains(remedy);
        });
  }
}
