package dev.sluice.aws.json;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Violation;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A kind of JSON value, and how it becomes an object of the domain. */
@FunctionalInterface
public interface Kind<T> {

  /**
   * Returns what the value holds.
   *
   * @throws InvalidInputException with fields relative to the value, empty for the value itself
   */
  T read(JsonNode value);

  /**
   * Returns the kind whose values are converted further.
   *
   * @param conversion may throw {@link InvalidInputException}; its violations are reported for the
   *     value itself, whatever they call it
   */
  default <U> Kind<U> as(Function<? super T, ? extends U> conversion) {
    return value -> {
      T read = read(value);
      try {
        return conversion.apply(read);
      } catch (InvalidInputException e) {
        throw new InvalidInputException(e.violations().stream().map(Kind::unnamed).toList());
      }
    };
  }

  /** Returns an exception about a value itself. */
  static InvalidInputException refuse(JsonNode value, String remedy) {
    return new InvalidInputException(List.of(new Violation("", Shown.of(value), remedy)));
  }

  private static Violation unnamed(Violation violation) {
    return new Violation("", violation.value(), violation.remedy());
  }
}
