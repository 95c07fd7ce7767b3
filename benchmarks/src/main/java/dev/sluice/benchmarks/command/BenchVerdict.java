package dev.sluice.benchmarks.command;

import dev.sluice.cli.command.CommandOutput;

/** What is said of a measurement that has a bar to reach. */
final class BenchVerdict {

  private BenchVerdict() {}

  /** Returns the word for one of several results. */
  static String label(boolean holds) {
    return holds ? "reached" : "MISSED";
  }

  /** Says how a whole measurement went and returns the exit code: 1 if it missed a bar. */
  static int report(CommandOutput io, String measurement, boolean holds) {
    io.print(measurement + (holds ? ": every bar is reached" : ": a bar is MISSED"));
    return holds ? 0 : 1;
  }
}
