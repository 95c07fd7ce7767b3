package dev.sluice.cli.command;

import dev.sluice.bench.FloodBench;
import dev.sluice.bench.FloodResult;
import dev.sluice.cli.screen.Table;
import dev.sluice.local.template.Template;
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
final class BenchFloodCommand implements Callable<Integer> {

  private final Io io;

  BenchFloodCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws Exception {
    Logs.from(Level.SEVERE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return report(FloodBench.measure(Template.read(Home.template()), threads));
    }
  }

  /** Shows the result and returns the exit code: 1 if it misses its bar. */
  int report(FloodResult result) {
    Table table = new Table("minute", "in quiet", "under the flood");
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
    io.print("real time, as a multiple of that in quiet: %.2f".formatted(result.slower()));
    return Verdict.tell(io, "bench flood", result.holds());
  }
}
