package dev.sluice.core.campaign;

import dev.sluice.core.support.InvalidInputException;

/**
 * The priority of a campaign: if not every send fits, the campaign with the higher priority goes
 * first.
 *
 * @param value 1 (lightest) to 9 (heaviest)
 */
public record Priority(int value) implements Comparable<Priority> {

  /** The priority of a campaign that names none. */
  public static final Priority NORMAL = new Priority(5);

  public Priority {
    if (value < 1 || value > 9) {
      throw InvalidInputException.of("priority", value, "use 1 (lightest) to 9 (heaviest)");
    }
  }

  @Override
  public int compareTo(Priority other) {
    return Integer.compare(value, other.value);
  }
}
