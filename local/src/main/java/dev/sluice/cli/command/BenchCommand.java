package dev.sluice.cli.command;

import dev.sluice.bench.FairBench;
import dev.sluice.bench.FairCase;
import dev.sluice.bench.FairResult;
import dev.sluice.bench.HostileBench;
import dev.sluice.bench.HostileResult;
import dev.sluice.bench.LoadBench;
import dev.sluice.bench.LoadResult;
import dev.sluice.bench.RateBench;
import dev.sluice.bench.RateCase;
import dev.sluice.bench.RateResult;
import dev.sluice.bench.TransactionalSize;
import dev.sluice.cli.screen.Table;
import dev.sluice.scheduling.InvalidInputException;
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
final class BenchCommand {

  private final Io io;

  BenchCommand(Io io) {
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
    List<RateCase> cases = chosen(given(rates), given(workers));
    Logs.from(Level.SEVERE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return measure(cases, measured -> RateBench.measure(measured, threads));
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
    Logs.from(Level.SEVERE);
    List<FairResult> results = new ArrayList<>();
    for (FairCase measured : FairCase.ALL) {
      results.add(FairBench.measure(Home.template(), measured));
      io.remarks().line("measured %d of %d", results.size(), FairCase.ALL.size());
    }
    return report(results);
  }

  /** Prints what was measured and returns the exit code: 1 if any misses its bar. */
  int report(List<FairResult> results) {
    Table table =
        new Table("large", "small", "sent", "share s", "took s", "in a queue s", "large", "bar");
    for (FairResult result : results) {
      table.row(
          "priority " + result.measured().large(),
          "priority " + result.measured().small(),
          result.sent(),
          result.measured().shareTime().toSeconds(),
          result.took().toSeconds(),
          result.measured().queueTime().toSeconds(),
          result.largeMeanwhile(),
          Verdict.of(result.holds()));
    }
    io.print(table.lines());
    return Verdict.tell(io, "bench fair", results.stream().allMatch(FairResult::holds));
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
    Logs.from(Level.SEVERE);
    LoadResult load = LoadBench.measure(Home.template(), TransactionalSize.FULL);
    io.remarks().line("measured 1 of 2");
    HostileResult hostile =
        HostileBench.measure(Home.template(), TransactionalSize.FULL.messages());
    return report(load, hostile);
  }

  /** Prints what was measured and returns the exit code: 1 if a bar is missed. */
  int report(LoadResult load, HostileResult hostile) {
    io.print(TransactionalTables.of(load).lines());
    io.print("");
    io.print(TransactionalTables.of(hostile).lines());
    return Verdict.tell(io, "bench transactional", load.holds() && hostile.holds());
  }

  /** An option that was not given comes as null. */
  private static List<Integer> given(@Nullable List<Integer> values) {
    return Optional.ofNullable(values).orElse(List.of());
  }

  /**
   * Returns the cases with these rates and workers; all of them for none.
   *
   * @throws InvalidInputException if no case is like that
   */
  static List<RateCase> chosen(List<Integer> rates, List<Integer> workers) {
    List<RateCase> chosen =
        RateCase.all().stream()
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
  int measure(List<RateCase> cases, Measurement measurement) throws Exception {
    List<RateResult> results = new ArrayList<>();
    for (RateCase measured : cases) {
      results.add(measurement.of(measured));
      io.remarks().line("measured %d of %d", results.size(), cases.size());
    }
    io.print(table(results).lines());
    return Verdict.tell(io, "bench rate", results.stream().allMatch(RateResult::holds));
  }

  private static Table table(List<RateResult> results) {
    Table table =
        new Table(
            "rate/s",
            "workers",
            "minutes",
            "granted",
            "accepted",
            "used %",
            "429",
            "writes/send",
            "bar");
    for (RateResult result : results) {
      RateCase measured = result.measured();
      table.row(
          measured.rate(),
          measured.workers(),
          measured.length().toMinutes(),
          result.granted(),
          result.accepted(),
          String.format(Locale.ROOT, "%.2f", result.usedPercent()),
          result.throttled(),
          String.format(Locale.ROOT, "%.2f", result.writesPerMessage()),
          Verdict.of(result.holds()));
    }
    return table;
  }

  /** What measures a case. */
  @FunctionalInterface
  interface Measurement {
    RateResult of(RateCase measured) throws Exception;
  }
}
