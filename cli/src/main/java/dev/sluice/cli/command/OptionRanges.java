package dev.sluice.cli.command;

import dev.sluice.core.support.InvalidInputException;

/** Checks the range of whole numbers in options. */
public final class OptionRanges {

  private OptionRanges() {}

  /**
   * Returns the value of an option.
   *
   * @throws InvalidInputException if it is out of range, naming the option and the range
   */
  public static int requireWithin(int least, int most, String option, int value) {
    if (value < least || value > most) {
      throw InvalidInputException.of(option, value, "use " + least + " to " + most);
    }
    return value;
  }
}
