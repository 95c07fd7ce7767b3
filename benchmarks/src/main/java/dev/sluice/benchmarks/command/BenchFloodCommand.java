package dev.sluice.benchmarks.command;

import dev.sluice.benchmarks.LinkFloodBench;
import dev.sluice.benchmarks.LinkFloodBench.LinkFloodResult;
import dev.sluice.benchmarks.command.BenchCommand.BenchVerdict;
import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.console.TextTable;
import dev.sluice.local.command.ConsoleLogging;
import dev.sluice.local.command.ProjectRoot;
import dev.sluice.local.template.SamTemplate;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import picocli.CommandLine.Command;

/** {@code sluice bench flood}. */
@Command(
    name = "flood",
    description = {
      "Sends a campaign to 5,000 twice on this machine: in quiet, and while 10,000 bad tokens are",
      "tried, 100 a second.",
      "",
      "Every simulated minute must have as many messages under the flood as in quiet, and every",
      "request of the flood an answer. Takes a minute or two."
    })
public final class BenchFloodCommand implements Callable<Integer> {

  private final CommandOutput io;

  public BenchFloodCommand(CommandOutput io) {
    this.io = io;
  }

  @Override
  public Integer call() throws Exception {
    ConsoleLogging.showFrom(Level.SEVERE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return report(LinkFloodBench.measure(SamTemplate.load(ProjectRoot.templateFile()), threads));
    }
  }

  /** Shows the result and returns the exit code: 1 if it misses its bar. */
  int report(LinkFloodResult result) {
    TextTable table = new TextTable("minute", "in quiet", "under the flood");
    Set<Long> minutes = new TreeSet<>(result.quiet().keySet());
    minutes.addAll(result.flooded().keySet());
    for (long minute : minutes) {
      table.row(
          minute,
          result.quiet().getOrDefault(minute, 0L),
          result.flooded().getOrDefault(minute, 0L));
    }
    io.print(table.lines());
    io.print("answers to the flood by status: " + result.answers());
    io.print("real time, as a multiple of that in quiet: %.2f".formatted(result.slowdown()));
    return BenchVerdict.report(io, "bench flood", result.meetsTarget());
  }
}
