package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.consent.ConsentExport;
import dev.sluice.cli.consent.ConsentRestore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice consent}. */
@Command(
    name = "consent",
    description = "Show, export and restore the record of every change of consent.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice consent show customer-0042",
      "  sluice consent export --out consents.csv",
      "  sluice consent export --out consents.csv --resume",
      "  sluice consent restore replayed-events.jsonl"
    })
final class ConsentCommand {

  /** Records between two progress lines: a line every few seconds. */
  private static final long REPORT_EVERY = 10_000;

  /** Subscribers that a line names. */
  private static final int MAX_NAMED = 20;

  private final CommandOutput output;

  ConsentCommand(CommandOutput output) {
    this.output = output;
  }

  @Command(
      name = "show",
      description = "Show the newest hundred records of one subscriber as JSON, the newest first.")
  int show(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id) {
    output.print(endpoint.api().get(ApiClient.path("subscribers", id, "consents") + "?limit=100"));
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
              description = "The file to write. FILE.next exists until the export is complete.")
          Path file,
      @Option(names = "--resume", description = "Resume an interrupted export.") boolean resume)
      throws IOException {
    ConsentExport export = new ConsentExport(endpoint.api());
    LongConsumer progress = progress();
    long written = resume ? export.resume(file, progress) : export.start(file, progress);
    output.print("%,d records written to %s".formatted(written, file));
    return 0;
  }

  @Command(
      name = "restore",
      description = {
        "Make opt-outs, pauses, suppressions and erasures again that a restore of the tables has"
            + " lost:",
        "from archived events, one a line. Changes that were taken back later are left out. It may"
            + " be",
        "repeated."
      })
  int restore(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of archived events.")
          List<Path> files)
      throws IOException {
    ConsentRestore restore = new ConsentRestore(endpoint.api());
    for (Path file : files) {
      restore.read(file);
    }
    ConsentRestore.Result result = restore.send(progress());
    output.print("%,d changes restored".formatted(result.restored()));
    if (!result.unknown().isEmpty()) {
      output.print(
          "%,d changes are of subscribers who are not stored, or erased already: %s"
              .formatted(
                  result.unknown().size(),
                  String.join(", ", result.unknown().stream().limit(MAX_NAMED).toList())));
    }
    return 0;
  }

  private LongConsumer progress() {
    long[] reported = {0};
    return written -> {
      if (written >= reported[0] + REPORT_EVERY) {
        reported[0] = written;
        output.remarks().line("%,d records", written);
      }
    };
  }
}
