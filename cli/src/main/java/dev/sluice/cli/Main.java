package dev.sluice.cli;

import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.SluiceCommand;
import dev.sluice.cli.console.Screen;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;

/** The entry point of the command line. */
public final class Main {

  private Main() {}

  /** Runs a command and exits with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = writer(System.out);
    PrintWriter err = writer(System.err);
    CommandOutput output = new CommandOutput(out, Screen.ofProcess(out), Screen.ofProcess(err));
    System.exit(SluiceCommand.create(output, err).execute(arguments));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
  }
}
