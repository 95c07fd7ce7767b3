package dev.sluice.cli.command;

import dev.sluice.scheduling.InvalidInputException;
import picocli.CommandLine.Option;

/** How fast simulated time passes. */
final class SpeedOption {

  private static final double MAX = 1_000_000;

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
    if (!(speed >= 1 && speed <= MAX)) {
      throw InvalidInputException.of("--speed", speed, "use 1 to " + (long) MAX);
    }
    return speed;
  }
}
