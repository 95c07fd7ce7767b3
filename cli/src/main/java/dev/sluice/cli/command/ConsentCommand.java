package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.consent.ConsentExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice consent}. */
@Command(
    name = "consent",
    description = "The record of every change of consent: who, what, when and by which means.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice consent show customer-0042",
      "  sluice consent export --out consents.csv",
      "  sluice consent export --out consents.csv --resume"
    })
final class ConsentCommand {

  /** Records between two lines about the progress: a line every few seconds. */
  private static final long REPORT_EVERY = 10_000;

  private final CommandOutput io;

  ConsentCommand(CommandOutput io) {
    this.io = io;
  }

  @Command(
      name = "show",
      description = "Show the newest hundred acts of one subscriber, the newest first, as JSON.")
  int show(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id) {
    io.print(endpoint.api().get(ApiClient.path("subscribers", id, "consents") + "?limit=100"));
    return 0;
  }

  @Command(
      name = "export",
      description = {
        "Write the records of all subscribers to a CSV file. Values that a spreadsheet would run"
            + " as",
        "formulas get an apostrophe before them."
      })
  int export(
      @Mixin EndpointOptions endpoint,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              required = true,
              description = "The file to write; FILE.next is there until the export is done.")
          Path file,
      @Option(names = "--resume", description = "Go on where an interrupted export stopped.")
          boolean resume)
      throws IOException {
    ConsentExport export = new ConsentExport(endpoint.api());
    LongConsumer progress = progress();
    long written = resume ? export.resume(file, progress) : export.start(file, progress);
    io.print("%,d records written to %s".formatted(written, file));
    return 0;
  }

  private LongConsumer progress() {
    long[] told = {0};
    return written -> {
      if (written >= told[0] + REPORT_EVERY) {
        told[0] = written;
        io.remarks().line("%,d records", written);
      }
    };
  }
}
