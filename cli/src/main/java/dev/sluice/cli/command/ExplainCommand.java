package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.console.TextTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code sluice explain}. */
@Command(
    name = "explain",
    description = {
      "Explain why a subscriber gets a campaign now, waits for it, or does not get it.",
      "The decision is made as of now, and nothing is changed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice explain customer-0042 autumn-sale",
      "  sluice explain customer-0042 autumn-sale --json"
    })
final class ExplainCommand implements Callable<Integer> {

  private final CommandOutput output;

  @Mixin private EndpointOptions endpoint = new EndpointOptions();

  @Option(names = "--json", description = "Show the whole answer as JSON.")
  private boolean json;

  @Parameters(paramLabel = "SUBSCRIBER", description = "The subscriber's identifier.")
  private String subscriber = "";

  @Parameters(paramLabel = "CAMPAIGN", description = "The campaign's identifier.")
  private String campaign = "";

  ExplainCommand(CommandOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    JsonNode explained = endpoint.api().get(ApiClient.path("explain", subscriber, campaign));
    if (json) {
      output.print(explained);
    } else {
      show(explained);
    }
    return 0;
  }

  private void show(JsonNode explained) {
    output.print(
        "%s: %s"
            .formatted(
                explained.path("decision").asString(""), explained.path("text").asString("")));
    if (!explained.path("caps").isEmpty()) {
      TextTable caps = new TextTable("cap", "used", "limit", "window");
      explained
          .path("caps")
          .forEach(cap ->
              caps.row(
                  cap.path("cap").asString(""),
                  cap.path("used").asInt(0),
                  cap.path("limit").asInt(0),
                  window(cap.path("window"))));
      output.print(caps.lines());
    }
    output.print(
        "by revision %d of the policy".formatted(explained.path("policyRevision").asLong(0)));
  }

  private static String window(JsonNode window) {
    return window.has("rolling")
        ? "rolling " + window.path("rolling").asString("")
        : "calendar " + window.path("calendar").asString("");
  }
}
