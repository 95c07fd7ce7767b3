package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.console.TextTable;
import dev.sluice.cli.reputation.SpamRateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code sluice reputation}. */
@Command(
    name = "reputation",
    description = "Take over the spam rates that mailbox providers publish, and list them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice reputation import postmaster.csv --domain example.com",
      "  sluice reputation list",
      "",
      "  postmaster.csv: date,spamPercent",
      "                  2026-11-21,0.08"
    })
final class ReputationCommand {

  /** Reports of one request. */
  private static final int BATCH = 100;

  private final CommandOutput output;

  ReputationCommand(CommandOutput output) {
    this.output = output;
  }

  @Command(
      name = "import",
      description = {
        "Import a CSV file with the columns date (2026-11-21 or 20261121) and spamPercent, or"
            + " spamRatio",
        "(0.0008 is 0.08 %); a value may end in %. The columns domain and source are optional.",
        "Nothing is sent if any line is invalid. It is safe to repeat."
      })
  int importFile(
      @Mixin EndpointOptions endpoint,
      @Option(
              names = "--domain",
              paramLabel = "DOMAIN",
              description = "The sender's domain, where the file has no column domain.")
          Optional<String> domain,
      @Option(
              names = "--source",
              paramLabel = "NAME",
              defaultValue = "gmail",
              description = "The publisher, where the file has no column source; gmail by default.")
          String source,
      @Parameters(paramLabel = "FILE", description = "The CSV file.") Path file)
      throws IOException {
    List<ObjectNode> reports = SpamRateFile.read(file, source, domain);
    ApiClient api = endpoint.api();
    for (int from = 0; from < reports.size(); from += BATCH) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      ArrayNode batch = body.putArray("reports");
      reports.subList(from, Math.min(from + BATCH, reports.size())).forEach(batch::add);
      api.post("/reputation", body);
    }
    output.print("%,d spam rates imported".formatted(reports.size()));
    return 0;
  }

  @Command(name = "list", description = "List the spam rates of the last 60 days.")
  int list(@Mixin EndpointOptions endpoint) {
    TextTable table = new TextTable("date", "source", "domain", "spam %");
    endpoint.api().get("/reputation").path("reports").forEach(report -> row(table, report));
    output.print(table.lines());
    return 0;
  }

  private static void row(TextTable table, JsonNode report) {
    table.row(
        report.path("date").asString(""),
        report.path("source").asString(""),
        report.path("domain").asString(""),
        report.path("spamPercent").decimalValue().toPlainString());
  }
}
