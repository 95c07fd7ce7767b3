package dev.sluice.cli.command;

import picocli.CommandLine.Option;

/** The option for the seed of random choices: the same seed makes the same choices. */
public final class SeedOption {

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the random choices. Default: ${DEFAULT-VALUE}")
  private long seed = 1;

  /** Returns the seed. */
  public long seed() {
    return seed;
  }
}
