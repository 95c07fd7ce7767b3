package dev.sluice.verification.demo;

import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.CommandProvider;
import java.util.List;
import picocli.CommandLine;

/** The command that runs the demo. */
public final class DemoCommands implements CommandProvider {

  @Override
  public List<CommandLine> commands(CommandOutput output) {
    return List.of(new CommandLine(new DemoCommand(output)));
  }
}
