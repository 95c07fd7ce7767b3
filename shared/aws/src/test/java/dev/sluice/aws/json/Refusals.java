package dev.sluice.aws.json;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Violation;
import java.util.List;

/** Reads JSON that must be refused. */
final class Refusals {

  private Refusals() {}

  /** Returns what is wrong with a document. */
  static List<Violation> of(String document, Kind<?> kind) {
    return catchThrowableOfType(
            InvalidInputException.class, () -> Json.read(Json.parse(document), kind))
        .violations();
  }

  /** Returns the only thing that is wrong with a document. */
  static Violation onlyOf(String document, Kind<?> kind) {
    List<Violation> violations = of(document, kind);
    if (violations.size() != 1) {
      throw new AssertionError("not one violation: " + violations);
    }
    return violations.getFirst();
  }
}
