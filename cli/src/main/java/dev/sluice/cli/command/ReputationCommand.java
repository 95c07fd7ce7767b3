package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.console.TextTable;
import dev.sluice.cli.reputation.SpamRateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    description =
        "Show how mailbox providers take the messages, and take over the spam rates they publish.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice reputation import postmaster.csv --domain example.com",
      "  sluice reputation list",
      "  sluice reputation providers",
      "",
      "  postmaster.csv: date,spamPercent",
      "                  2026-11-21,0.08"
    })
final class ReputationCommand {

  /** Reports of one request. */
  private static final int BATCH = 100;

  private static final List<String> COUNTS =
      List.of("delivered", "opened", "bounced", "complained");

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

  @Command(
      name = "providers",
      description = {
        "Show how the mailboxes of each provider took the messages of the last 28 days: Gmail,"
            + " Microsoft and",
        "others, by the domain of the recipient. Gmail sends no complaint events."
      })
  int providers(@Mixin EndpointOptions endpoint) {
    Map<String, long[]> sums = new TreeMap<>();
    endpoint
        .api()
        .get("/reputation")
        .path("providers")
        .forEach(day -> {
          long[] sum = sums.computeIfAbsent(day.path("provider").asString(""), _ -> new long[4]);
          for (int i = 0; i < COUNTS.size(); i++) {
            sum[i] += day.path(COUNTS.get(i)).asLong(0);
          }
        });
    TextTable table =
        new TextTable("provider", "delivered", "opened %", "bounced %", "complained %");
    sums.forEach((provider, sum) ->
        table.row(
            provider,
            sum[0],
            percent(sum[1], sum[0]),
            percent(sum[2], sum[0] + sum[2]),
            percent(sum[3], sum[0])));
    output.print(table.lines());
    return 0;
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "" : "%.2f".formatted(100.0 * part / whole);
  }

  private static void row(TextTable table, JsonNode report) {
    table.row(
        report.path("date").asString(""),
        report.path("source").asString(""),
        report.path("domain").asString(""),
        report.path("spamPercent").decimalValue().toPlainString());
  }
}
