package dev.sluice.benchmarks.command;

import dev.sluice.benchmarks.LinkTimingBench;
import dev.sluice.benchmarks.LinkTimingBench.LinkTimingResult;
import dev.sluice.benchmarks.command.BenchCommand.BenchVerdict;
import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.OptionRanges;
import dev.sluice.cli.command.SeedOption;
import dev.sluice.cli.console.TextTable;
import dev.sluice.local.command.ConsoleLogging;
import dev.sluice.local.command.ProjectRoot;
import dev.sluice.local.template.SamTemplate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice bench links}. */
@Command(
    name = "links",
    description = {
      "Opens links that are good, forged, foreign, expired, of another purpose and of erased",
      "subscribers in turn, and compares how long the function takes.",
      "",
      "Links of erased subscribers must ask AWS for the same as good ones, and their median differ",
      "by no more than two halves of one kind differ: the time reveals nothing. All others must",
      "ask AWS for nothing and take no longer."
    })
public final class BenchLinksCommand implements Callable<Integer> {

  /** Enough that the halves of one kind can be compared. */
  private static final int MIN_ROUNDS = 100;

  private static final int MAX_ROUNDS = 100_000;

  private final CommandOutput io;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How often each kind is opened, " + MIN_ROUNDS + " to " + MAX_ROUNDS + ".")
  private int rounds = 10_000;

  @Mixin private SeedOption order = new SeedOption();

  public BenchLinksCommand(CommandOutput io) {
    this.io = io;
  }

  @Override
  public Integer call() throws Exception {
    int opened = OptionRanges.requireWithin(MIN_ROUNDS, MAX_ROUNDS, "--rounds", rounds);
    ConsoleLogging.showFrom(Level.SEVERE);
    SamTemplate template = SamTemplate.load(ProjectRoot.templateFile());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return report(LinkTimingBench.measure(template, threads, opened, order.seed()));
    }
  }

  /** Shows the results and returns the exit code: 1 if any misses its bar. */
  int report(List<LinkTimingResult> results) {
    TextTable table =
        new TextTable("link", "calls of AWS", "median µs", "slower %", "noise %", "bar");
    for (LinkTimingResult result : results) {
      table.row(
          result.kind(),
          String.join(", ", result.calls()),
          decimal(result.medianMicros()),
          decimal(100 * result.slowdown()),
          decimal(100 * result.noise()),
          BenchVerdict.label(result.meetsTarget()));
    }
    io.print(table.lines());
    return BenchVerdict.report(
        io, "bench links", results.stream().allMatch(LinkTimingResult::meetsTarget));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
