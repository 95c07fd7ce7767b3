package dev.sluice.cli.command;

import dev.sluice.bench.LinkResult;
import dev.sluice.bench.LinksBench;
import dev.sluice.cli.screen.Table;
import dev.sluice.local.template.Template;
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
      "Each kind must ask AWS for the same, and its median differ from that of good links by no",
      "more than two halves of one kind differ: whoever has a link learns nothing from the time."
    })
final class BenchLinksCommand implements Callable<Integer> {

  /** Enough that the halves of one kind can be compared. */
  private static final int MIN_ROUNDS = 100;

  private static final int MAX_ROUNDS = 100_000;

  private final Io io;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How often each kind is opened, " + MIN_ROUNDS + " to " + MAX_ROUNDS + ".")
  private int rounds = 10_000;

  @Mixin private SeedOption order = new SeedOption();

  BenchLinksCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws Exception {
    int opened = Ranges.within(MIN_ROUNDS, MAX_ROUNDS, "--rounds", rounds);
    Logs.from(Level.SEVERE);
    Template template = Template.read(Home.template());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return report(LinksBench.measure(template, threads, opened, order.seed()));
    }
  }

  /** Shows the results and returns the exit code: 1 if any misses its bar. */
  int report(List<LinkResult> results) {
    Table table = new Table("link", "calls of AWS", "median µs", "slower %", "noise %", "bar");
    for (LinkResult result : results) {
      table.row(
          result.kind(),
          String.join(", ", result.calls()),
          decimal(result.medianMicros()),
          decimal(100 * result.slower()),
          decimal(100 * result.noise()),
          Verdict.of(result.holds()));
    }
    io.print(table.lines());
    return Verdict.tell(io, "bench links", results.stream().allMatch(LinkResult::holds));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
