package dev.sluice.api.check;

import dev.sluice.api.check.CheckFinding.Severity;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.json.Json;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The route of the checks, {@code GET /checks}: it changes nothing.
 *
 * @param checks makes the checks
 */
public record ChecksResource(Supplier<List<CheckFinding>> checks) {

  /** Returns the resource of a function's stack. */
  public static ChecksResource of(FunctionContext context, TopicStore topics) {
    return new ChecksResource(() ->
        StackChecks.of(context, topics, DnsRecords.ofMachine(), LinkBaseCheck::overHttp).run());
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(Route.of("GET /checks", _ -> HttpResponse.ok(toJson(checks.get()))));
  }

  private static ObjectNode toJson(List<CheckFinding> findings) {
    Severity worst =
        findings.stream()
            .map(CheckFinding::severity)
            .max(Comparator.naturalOrder())
            .orElse(Severity.UNKNOWN);
    ObjectNode json = Json.object().put("status", worst.label());
    ArrayNode array = json.putArray("findings");
    findings.forEach(finding ->
        array
            .addObject()
            .put("check", finding.check())
            .put("severity", finding.severity().label())
            .put("seen", finding.seen())
            .put("means", finding.means())
            .put("remedy", finding.remedy()));
    return json;
  }
}
