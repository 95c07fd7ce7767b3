package dev.sluice.cli.command;

import dev.sluice.scheduling.InvalidInputException;

/** Whole numbers that options take. */
final class Ranges {

  private Ranges() {}

  /**
   * Returns the value of an option.
   *
   * @throws InvalidInputException if it is out of range, naming the option and the range
   */
  static int within(int least, int most, String option, int value) {
    if (value < least || value > most) {
      throw InvalidInputException.of(option, value, "use " + least + " to " + most);
    }
    return value;
  }
}
