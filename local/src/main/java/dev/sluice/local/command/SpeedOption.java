package dev.sluice.local.command;

import dev.sluice.core.support.InvalidInputException;
import picocli.CommandLine.Option;

/** The option {@code --speed}: how fast simulated time passes. */
final class SpeedOption {

  private static final double MAX_SPEED = 1_000_000;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seconds that pass per second, from 1. Default: ${DEFAULT-VALUE}")
  private double speed = 1;

  /**
   * Returns the seconds that pass per second, from 1.
   *
   * @throws InvalidInputException if it is out of range
   */
  double speed() {
    if (!(speed >= 1 && speed <= MAX_SPEED)) {
      throw InvalidInputException.of("--speed", speed, "use 1 to " + (long) MAX_SPEED);
    }
    return speed;
  }
}
