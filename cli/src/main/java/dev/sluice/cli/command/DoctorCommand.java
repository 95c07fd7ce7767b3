package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.ApiException;
import dev.sluice.core.support.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code sluice doctor}. */
@Command(
    name = "doctor",
    description = {
      "Check whether the stack can send mail and receive what comes back: the SES account, sender,"
          + " DNS records, events, links, keys and queues.",
      "Each finding says what was seen, what it means and what to do. Nothing is changed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice doctor",
      "  sluice doctor --json --endpoint https://abc123.execute-api.eu-north-1.amazonaws.com",
      "",
      "Exit codes: 0 no problem (warnings are possible), 1 a problem or no answer, 2 wrong usage."
    })
final class DoctorCommand implements Callable<Integer> {

  private final CommandOutput output;

  @Mixin private EndpointOptions endpoint = new EndpointOptions();

  @Option(names = "--json", description = "Show the whole answer as JSON.")
  private boolean json;

  DoctorCommand(CommandOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    JsonNode report = report(endpoint.api());
    if (json) {
      output.print(report);
    } else {
      output.print(lines(report));
    }
    return report.path("status").asString("").equals("problem") ? 1 : 0;
  }

  private static JsonNode report(ApiClient api) {
    try {
      return api.get("/checks");
    } catch (ApiException e) {
      if (e.isNotFound()) {
        throw InvalidInputException.of(
            "--endpoint", api.endpoint(), "deploy this version first: the stack has no checks");
      }
      throw e;
    }
  }

  private static List<String> lines(JsonNode report) {
    List<String> lines = new ArrayList<>();
    int problems = 0;
    int warnings = 0;
    for (JsonNode finding : report.path("findings")) {
      String severity = finding.path("severity").asString("");
      problems += severity.equals("problem") ? 1 : 0;
      warnings += severity.equals("warning") ? 1 : 0;
      lines.add(
          "%-8s %-24s %s"
              .formatted(
                  severity, finding.path("check").asString(""), finding.path("seen").asString("")));
      addIfPresent(lines, "", finding.path("means").asString(""));
      addIfPresent(lines, "To do: ", finding.path("remedy").asString(""));
    }
    lines.add(
        problems + warnings == 0
            ? "No problem found."
            : "%d %s, %d %s."
                .formatted(
                    problems,
                    problems == 1 ? "problem" : "problems",
                    warnings,
                    warnings == 1 ? "warning" : "warnings"));
    return lines;
  }

  private static void addIfPresent(List<String> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add("         " + label + text);
    }
  }
}
