package dev.sluice.cli.command;

import picocli.CommandLine.Option;

/** What the random choices of a run begin with: the same seed makes the same ones. */
public final class SeedOption {

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed makes other random choices. Default: ${DEFAULT-VALUE}")
  private long seed = 1;

  /** Returns the seed. */
  public long seed() {
    return seed;
  }
}
