package dev.sluice.cli.command;

import dev.sluice.cli.importing.SubscriberImport;
import dev.sluice.cli.screen.ProgressBar;
import dev.sluice.local.clock.RealClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice import}. */
@Command(
    name = "import",
    description = "Import subscribers from a CSV file. Importing a file again changes nothing.",
    footerHeading = "%nColumns (the first line names them, in any order):%n",
    footer = {
      "  id, address              required",
      "  zone                     IANA zone such as Europe/Tallinn; empty: the policy's",
      "  locale                   such as et-EE",
      "  stage                    prospect, registered, active, loyal, lapsed, inactive",
      "  NAME:TYPE                an attribute; TYPE is text, number, boolean or date",
      "  topic:ID                 a choice: subscribed, unsubscribed, asItComes, daily, weekly,",
      "                           everyTwoWeeks, monthly or quarterly; empty: nothing said",
      "",
      "Commas, quotes and line breaks as in RFC 4180, in UTF-8. A bad line is reported with its",
      "number and reason, and skipped; the exit code is then 1. Who was erased is skipped too.",
      "Where a subscriber left a topic or chose another cadence themselves, their choice is kept;",
      "such lines are named.",
      "",
      "Example:",
      "  sluice import customers.csv --rejects rejected.csv",
      "",
      "  id,address,zone,purchases:number,lastPurchase:date,topic:offers",
      "  c-1,ann@example.com,Europe/Tallinn,12,2026-10-30,weekly"
    })
final class ImportCommand implements Callable<Integer> {

  private final Io io;

  @Mixin private EndpointOptions endpoint = new EndpointOptions();

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = {
        "Write the skipped lines there, to be mended and imported again,",
        "and their numbers and reasons to FILE.reasons. Values that a spreadsheet would run as",
        "formulas get an apostrophe before them, which importing takes off again."
      })
  private Optional<Path> rejects = Optional.empty();

  @Option(
      names = "--resubscribe",
      description = {
        "The subscribers of this file asked you for these choices: they hold also against what the",
        "subscribers chose themselves before. Nobody comes back by it who left everything."
      })
  private boolean resubscribe;

  @Parameters(paramLabel = "FILE", description = "The CSV file.")
  private Path file = Path.of("");

  ImportCommand(Io io) {
    this.io = io;
  }

  private static String kept(ImportReport report) {
    return report.kept() == 0
        ? ""
        : ", %,d of them with choices of their own kept".formatted(report.kept());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProgressBar bar =
        new ProgressBar(io.remarks(), file.getFileName().toString(), Files.size(file));
    RealClock clock = new RealClock();
    try (ImportReport report = ImportReport.open(io.remarks(), bar, rejects)) {
      SubscriberImport plain = new SubscriberImport(endpoint.api(), clock, clock);
      long imported = (resubscribe ? plain.resubscribing() : plain).run(file, report);
      report.end();
      io.print("%,d imported, %,d skipped".formatted(imported, report.skipped()) + kept(report));
      return report.skipped() == 0 ? 0 : 1;
    }
  }
}
