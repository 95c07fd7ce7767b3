package dev.sluice.benchmarks.command;

import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.CommandProvider;
import java.util.List;
import picocli.CommandLine;

/** The command that runs the benchmarks. */
public final class BenchCommands implements CommandProvider {

  @Override
  public List<CommandLine> commands(CommandOutput output) {
    CommandLine bench = new CommandLine(new BenchCommand(output));
    bench.addSubcommand(new BenchLinksCommand(output));
    bench.addSubcommand(new BenchFloodCommand(output));
    return List.of(bench);
  }
}
