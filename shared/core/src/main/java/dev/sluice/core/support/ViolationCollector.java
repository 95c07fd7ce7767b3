package dev.sluice.core.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects the violations of an input, so that one response reports all of them. */
public final class ViolationCollector {

  /** Violations that are reported; the bound keeps responses small. */
  public static final int MAX = 50;

  private final List<Violation> violations = new ArrayList<>();

  /** Adds a violation, unless there are {@link #MAX} already. */
  public void add(Violation violation) {
    if (violations.size() < MAX) {
      violations.add(violation);
    }
  }

  /** Adds a violation. */
  public void add(String field, String value, String remedy) {
    add(new Violation(field, value, remedy));
  }

  /** Returns the value of a supplier, or adds its violations with {@code field} as their parent. */
  public <T> Optional<T> collect(String field, Supplier<T> supplier) {
    try {
      return Optional.of(supplier.get());
    } catch (InvalidInputException e) {
      e.violations()
          .forEach(violation -> add(field.isEmpty() ? violation : violation.prefixedWith(field)));
      return Optional.empty();
    }
  }

  /** Runs a check, and adds its violations. */
  public void check(Runnable check) {
    try {
      check.run();
    } catch (InvalidInputException e) {
      e.violations().forEach(this::add);
    }
  }

  /** Returns whether there is no violation. */
  public boolean isEmpty() {
    return violations.isEmpty();
  }

  /**
   * Throws the violations.
   *
   * @throws InvalidInputException if there are violations
   */
  public void throwIfAny() {
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
  }
}
