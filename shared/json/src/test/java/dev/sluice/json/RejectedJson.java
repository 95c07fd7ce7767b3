package dev.sluice.json;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.util.List;

/** Reads JSON that must be refused. */
final class RejectedJson {

  private RejectedJson() {}

  /** Returns what is wrong with a document. */
  static List<Violation> violationsOf(String document, JsonDecoder<?> kind) {
    return catchThrowableOfType(
            InvalidInputException.class, () -> Json.decode(Json.parse(document), kind))
        .violations();
  }

  /** Returns the only thing that is wrong with a document. */
  static Violation onlyViolationOf(String document, JsonDecoder<?> kind) {
    List<Violation> violations = violationsOf(document, kind);
    if (violations.size() != 1) {
      throw new AssertionError("not one violation: " + violations);
    }
    return violations.getFirst();
  }
}
