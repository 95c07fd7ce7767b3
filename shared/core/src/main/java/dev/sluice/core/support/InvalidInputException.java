package dev.sluice.core.support;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Input that cannot be accepted, with every violation found in it.
 *
 * <p>Nothing has been changed when it is thrown: inputs are checked whole before any write.
 */
public final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /**
   * Creates the exception.
   *
   * @param violations at least one
   */
  public InvalidInputException(List<Violation> violations) {
    super(describe(violations));
    if (violations.isEmpty()) {
      throw new IllegalArgumentException("an invalid input has at least one violation");
    }
    this.violations = List.copyOf(violations);
  }

  /** Returns an exception for one violation. */
  public static InvalidInputException of(String field, Object value, String remedy) {
    return new InvalidInputException(List.of(new Violation(field, String.valueOf(value), remedy)));
  }

  /** Returns what is wrong, at least one entry. */
  public List<Violation> violations() {
    return violations;
  }

  /** Returns this exception with every field placed below {@code parent}. */
  public InvalidInputException prefixedWith(String parent) {
    return new InvalidInputException(violations.stream().map(v -> v.prefixedWith(parent)).toList());
  }

  private static String describe(List<Violation> violations) {
    return violations.stream()
        .map(v -> v.field() + " '" + v.value() + "': " + v.remedy())
        .collect(Collectors.joining("; "));
  }
}
