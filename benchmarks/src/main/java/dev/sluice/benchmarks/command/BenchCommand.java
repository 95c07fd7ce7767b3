package dev.sluice.benchmarks.command;

import dev.sluice.benchmarks.AdverseConditionsBench;
import dev.sluice.benchmarks.AdverseConditionsBench.AdverseConditionsResult;
import dev.sluice.benchmarks.FairnessBench;
import dev.sluice.benchmarks.FairnessBench.FairnessCase;
import dev.sluice.benchmarks.FairnessBench.FairnessResult;
import dev.sluice.benchmarks.SendRateBench;
import dev.sluice.benchmarks.SendRateBench.SendRateCase;
import dev.sluice.benchmarks.SendRateBench.SendRateResult;
import dev.sluice.benchmarks.TransactionalLoadBench;
import dev.sluice.benchmarks.TransactionalLoadBench.TransactionalLoadResult;
import dev.sluice.benchmarks.TransactionalLoadBench.TransactionalLoadSize;
import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.console.TextTable;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.local.command.ConsoleLogging;
import dev.sluice.local.command.ProjectRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice bench}. */
@Command(
    name = "bench",
    description = "Measurements on simulated time, each with a bar that it must reach.",
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand {

  private final CommandOutput io;

  public BenchCommand(CommandOutput io) {
    this.io = io;
  }

  @Command(
      name = "rate",
      description = {
        "Sends a backlog at 14, 100 and 500 a second with 1, 4 and 16 workers.",
        "",
        "Granted is what SES allows in the time less the reserve of transactional mail. At least",
        "97 % of it must be used, and not one call be throttled. Writes are those of permits, in",
        "vain or not. Takes minutes."
      })
  int rate(
      @Option(
              names = "--rate",
              split = ",",
              paramLabel = "N",
              description = "Only these rates, such as 14,100.")
          List<Integer> rates,
      @Option(
              names = "--workers",
              split = ",",
              paramLabel = "N",
              description = "Only with these numbers of workers, such as 1,16.")
          List<Integer> workers)
      throws Exception {
    List<SendRateCase> cases = selectCases(orEmpty(rates), orEmpty(workers));
    ConsoleLogging.showFrom(Level.SEVERE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return measure(cases, measured -> SendRateBench.measure(measured, threads));
    }
  }

  @Command(
      name = "fair",
      description = {
        "Sends a campaign of 500 that comes when one of 12,000 is going out at 14 a second:",
        "equally heavy, heavier and lighter.",
        "",
        "It must be through in the time that its share of the rate needs and seven minutes more,",
        "for two rounds of the workers through all shards; and the large one must get its share",
        "meanwhile. Takes minutes."
      })
  int fair() throws Exception {
    ConsoleLogging.showFrom(Level.SEVERE);
    List<FairnessResult> results = new ArrayList<>();
    for (FairnessCase measured : FairnessCase.ALL) {
      results.add(FairnessBench.measure(ProjectRoot.templateFile(), measured));
      io.remarks().line("measured %d of %d", results.size(), FairnessCase.ALL.size());
    }
    return report(results);
  }

  /** Prints what was measured and returns the exit code: 1 if any misses its bar. */
  int report(List<FairnessResult> results) {
    TextTable table =
        new TextTable(
            "large", "small", "sent", "share s", "took s", "in a queue s", "large", "bar");
    for (FairnessResult result : results) {
      table.row(
          "priority " + result.measured().large(),
          "priority " + result.measured().small(),
          result.sent(),
          result.measured().shareTime().toSeconds(),
          result.took().toSeconds(),
          result.measured().queueTime().toSeconds(),
          result.largeMeanwhile(),
          BenchVerdict.label(result.meetsTarget()));
    }
    io.print(table.lines());
    return BenchVerdict.report(
        io, "bench fair", results.stream().allMatch(FairnessResult::meetsTarget));
  }

  @Command(
      name = "transactional",
      description = {
        "Sends receipts while a campaign goes out as fast as it may, and beside it, message by",
        "message, in a system that is idle otherwise. Each must be handed to SES in its own",
        "request without waiting, and our code may take at most 1.2 times as long at the 99th",
        "percentile. That is CPU time without calls of AWS: on Lambda nothing runs beside a",
        "request, here everything does.",
        "",
        "Then to subscribers who left everything, are capped and in quiet hours, while marketing",
        "has spent its share of the day's quota, its campaign is paused, the account on probation,",
        "and SES throttles one call in five. Each must be accepted, those of as many attempts in",
        "order of arrival. Takes minutes."
      })
  int transactional() throws Exception {
    ConsoleLogging.showFrom(Level.SEVERE);
    TransactionalLoadResult load =
        TransactionalLoadBench.measure(ProjectRoot.templateFile(), TransactionalLoadSize.FULL);
    io.remarks().line("measured 1 of 2");
    AdverseConditionsResult hostile =
        AdverseConditionsBench.measure(
            ProjectRoot.templateFile(), TransactionalLoadSize.FULL.messages());
    return report(load, hostile);
  }

  /** Prints what was measured and returns the exit code: 1 if a bar is missed. */
  int report(TransactionalLoadResult load, AdverseConditionsResult hostile) {
    io.print(TransactionalBenchTables.toTable(load).lines());
    io.print("");
    io.print(TransactionalBenchTables.toTable(hostile).lines());
    return BenchVerdict.report(
        io, "bench transactional", load.meetsTarget() && hostile.meetsTarget());
  }

  /** An option that was not given comes as null. */
  private static List<Integer> orEmpty(@Nullable List<Integer> values) {
    return Optional.ofNullable(values).orElse(List.of());
  }

  /**
   * Returns the cases with these rates and workers; all of them for none.
   *
   * @throws InvalidInputException if no case is like that
   */
  static List<SendRateCase> selectCases(List<Integer> rates, List<Integer> workers) {
    List<SendRateCase> chosen =
        SendRateCase.all().stream()
            .filter(some -> rates.isEmpty() || rates.contains(some.rate()))
            .filter(some -> workers.isEmpty() || workers.contains(some.workers()))
            .toList();
    if (chosen.isEmpty()) {
      throw InvalidInputException.of(
          "--rate, --workers",
          rates + ", " + workers,
          "choose of the rates 14, 100, 500 and of 1, 4, 16 workers");
    }
    return chosen;
  }

  /** Measures the cases and returns the exit code: 1 if any misses its bar. */
  int measure(List<SendRateCase> cases, RateMeasurement measurement) throws Exception {
    List<SendRateResult> results = new ArrayList<>();
    for (SendRateCase measured : cases) {
      results.add(measurement.measure(measured));
      io.remarks().line("measured %d of %d", results.size(), cases.size());
    }
    io.print(table(results).lines());
    return BenchVerdict.report(
        io, "bench rate", results.stream().allMatch(SendRateResult::meetsTarget));
  }

  private static TextTable table(List<SendRateResult> results) {
    TextTable table =
        new TextTable(
            "rate/s",
            "workers",
            "minutes",
            "granted",
            "accepted",
            "used %",
            "429",
            "writes/send",
            "bar");
    for (SendRateResult result : results) {
      SendRateCase measured = result.measured();
      table.row(
          measured.rate(),
          measured.workers(),
          measured.length().toMinutes(),
          result.granted(),
          result.accepted(),
          String.format(Locale.ROOT, "%.2f", result.usedPercent()),
          result.throttled(),
          String.format(Locale.ROOT, "%.2f", result.writesPerMessage()),
          BenchVerdict.label(result.meetsTarget()));
    }
    return table;
  }

  /** What measures a case. */
  @FunctionalInterface
  interface RateMeasurement {
    SendRateResult measure(SendRateCase measured) throws Exception;
  }

  /** What is said of a measurement that has a bar to reach. */
  static final class BenchVerdict {

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
}
