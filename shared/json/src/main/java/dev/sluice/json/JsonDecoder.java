package dev.sluice.json;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A kind of JSON value, and how it becomes an object of the domain. */
@FunctionalInterface
public interface JsonDecoder<T> {

  /**
   * Returns what the value holds.
   *
   * @throws InvalidInputException with fields relative to the value, empty for the value itself
   */
  T decode(JsonNode value);

  /**
   * Returns the kind whose values are converted further.
   *
   * @param conversion may throw {@link InvalidInputException}; its violations are reported for the
   *     value itself, whatever they call it
   */
  default <U> JsonDecoder<U> map(Function<? super T, ? extends U> conversion) {
    return value -> {
      T read = decode(value);
      try {
        return conversion.apply(read);
      } catch (InvalidInputException e) {
        throw new InvalidInputException(
            e.violations().stream().map(JsonDecoder::withoutFieldName).toList());
      }
    };
  }

  /** Returns an exception about a value itself. */
  static InvalidInputException invalid(JsonNode value, String remedy) {
    return new InvalidInputException(
        List.of(new Violation("", ValuePreview.preview(value), remedy)));
  }

  private static Violation withoutFieldName(Violation violation) {
    return new Violation("", violation.value(), violation.remedy());
  }
}
