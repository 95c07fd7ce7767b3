package dev.sluice.local.command;

import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.CommandProvider;
import java.util.List;
import picocli.CommandLine;

/** The commands that run the stack on this machine. */
public final class LocalCommands implements CommandProvider {

  @Override
  public List<CommandLine> commands(CommandOutput output) {
    return List.of(
        new CommandLine(new UpCommand(output)),
        new CommandLine(new FunctionsCommand(output)),
        new CommandLine(new ClockCommand(output)),
        new CommandLine(new MailboxCommand(output)));
  }
}
