package dev.sluice.cli.command;

import dev.sluice.cli.console.ProgressBar;
import dev.sluice.cli.importer.CsvSubscriberImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
      "  zone                     IANA zone such as Europe/Tallinn; empty: the default of the"
          + " policy",
      "  locale                   language tag such as et-EE",
      "  stage                    prospect, registered, active, loyal, lapsed, inactive",
      "  NAME:TYPE                an attribute; TYPE is text, number, boolean or date",
      "  topic:ID                 a choice: subscribed, unsubscribed, asItComes, daily, weekly,",
      "                           everyTwoWeeks, monthly or quarterly; empty: no choice",
      "",
      "Commas, quotes and line breaks are as in RFC 4180, in UTF-8; a file with broken quotes or",
      "another encoding is refused. A bad line is reported with its number and reason and skipped;",
      "the exit code is then 1. Erased subscribers are skipped too. If a subscriber left a topic"
          + " or",
      "chose another cadence themselves, their choice is kept and the line is reported.",
      "",
      "Examples:",
      "  sluice import customers.csv",
      "  sluice import customers.csv --rejects rejected.csv",
      "",
      "  id,address,zone,purchases:number,lastPurchase:date,topic:offers",
      "  c-1,ann@example.com,Europe/Tallinn,12,2026-10-30,weekly"
    })
final class ImportCommand implements Callable<Integer> {

  private final CommandOutput output;

  @Mixin private EndpointOptions endpoint = new EndpointOptions();

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = {
        "Write the skipped lines to FILE, to be corrected and imported again, and their numbers"
            + " and"
            + " reasons to FILE.reasons. Values that a spreadsheet would run as formulas get an"
            + " apostrophe"
            + " before them, which an import removes."
      })
  private Optional<Path> rejects = Optional.empty();

  @Option(
      names = "--resubscribe",
      description = {
        "The subscribers of this file asked you for these choices: replace those that they made"
            + " themselves before. Subscribers who unsubscribed from all mail stay unsubscribed."
      })
  private boolean resubscribe;

  @Parameters(paramLabel = "FILE", description = "The CSV file.")
  private Path file = Path.of("");

  ImportCommand(CommandOutput output) {
    this.output = output;
  }

  private static String formatPreserved(ImportReporter report) {
    return report.preserved() == 0
        ? ""
        : ", %,d of them with their own choices kept".formatted(report.preserved());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProgressBar bar =
        new ProgressBar(output.remarks(), file.getFileName().toString(), Files.size(file));
    InstantSource clock = InstantSource.system();
    try (ImportReporter report = ImportReporter.open(output.remarks(), bar, rejects)) {
      CsvSubscriberImport plain =
          new CsvSubscriberImport(endpoint.api(), clock, instant -> sleepUntil(clock, instant));
      long imported = (resubscribe ? plain.withResubscribe() : plain).run(file, report);
      report.summarise();
      output.print(
          "%,d imported, %,d skipped".formatted(imported, report.skipped())
              + formatPreserved(report));
      return report.skipped() == 0 ? 0 : 1;
    }
  }

  private static void sleepUntil(InstantSource clock, Instant instant) throws InterruptedException {
    Duration left = Duration.between(clock.instant(), instant);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }
}
