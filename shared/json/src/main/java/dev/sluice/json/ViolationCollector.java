package dev.sluice.json;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What was found wrong so far, so that a sender hears of everything at once. */
public final class ViolationCollector {

  /** Violations that are reported: what one can fix in a sitting, and an answer of bounded size. */
  public static final int MAX = 50;

  private final List<Violation> found = new ArrayList<>();

  /** Notes one violation; beyond {@link #MAX} they are no longer kept. */
  public void add(Violation violation) {
    if (found.size() < MAX) {
      found.add(violation);
    }
  }

  /** Notes one violation. */
  public void add(String field, String value, String remedy) {
    add(new Violation(field, value, remedy));
  }

  /** Returns what {@code reading} gives, or notes below {@code field} what it finds wrong. */
  public <T> Optional<T> collect(String field, Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (InvalidInputException e) {
      e.violations()
          .forEach(violation -> add(field.isEmpty() ? violation : violation.prefixedWith(field)));
      return Optional.empty();
    }
  }

  /** Tells whether nothing was found wrong. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Ends the collecting.
   *
   * @throws InvalidInputException if anything was noted
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidInputException(found);
    }
  }
}
