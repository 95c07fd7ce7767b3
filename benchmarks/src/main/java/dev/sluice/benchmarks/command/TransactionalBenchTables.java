package dev.sluice.benchmarks.command;

import dev.sluice.benchmarks.AdverseConditionsBench.AdverseConditionsResult;
import dev.sluice.benchmarks.TransactionalLoadBench.TransactionalLoadResult;
import dev.sluice.cli.console.TextTable;
import java.util.Locale;

/** What {@code sluice bench transactional} prints. */
final class TransactionalBenchTables {

  private TransactionalBenchTables() {}

  static TextTable toTable(TransactionalLoadResult load) {
    return new TextTable("under a backlog", "idle", "loaded", "ratio", "bar")
        .row("messages", load.messages(), load.messages(), "", "")
        .row("accepted in their own request", "", load.acceptedInRequest(), "", "all")
        .row("longest wait, simulated ms", "", load.longestWaitMillis(), "", "0")
        .row("calls of AWS, most", load.idle().mostCalls(), load.loaded().mostCalls(), "", "")
        .row(
            "our code, median µs",
            whole(load.idle().micros().median()),
            whole(load.loaded().micros().median()),
            ratio(load.medianRatio()),
            "")
        .row(
            "our code, p99 µs",
            whole(load.idle().micros().p99()),
            whole(load.loaded().micros().p99()),
            ratio(load.p99Ratio()),
            "at most " + TransactionalLoadResult.MAX_P99_RATIO)
        .row("marketing messages meanwhile", "0", load.marketing(), "", "some")
        .row("subscribers still to come", "0", load.waiting(), "", "some");
  }

  static TextTable toTable(AdverseConditionsResult hostile) {
    return new TextTable("with everything against it", "count", "bar")
        .row("messages", hostile.messages(), "")
        .row("accepted", hostile.accepted(), "all")
        .row("calls throttled", hostile.throttled(), "some")
        .row("attempts, most", hostile.mostAttempts(), "")
        .row("out of order among as many attempts", hostile.outOfOrder(), "0")
        .row("marketing's share of the day", hostile.marketingShare(), "")
        .row("marketing messages before", hostile.marketingBefore(), "that share, nearly")
        .row("marketing messages meanwhile", hostile.marketingMeanwhile(), "0");
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
