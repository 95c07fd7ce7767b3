package dev.sluice.api;

import dev.sluice.core.consent.ConsentChange.Unsuppressed;
import dev.sluice.core.service.SuppressionService;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Violation;
import dev.sluice.json.Json;
import dev.sluice.json.UnsuppressionRequestJson;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpProblemException;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.PathParameters;
import dev.sluice.lambda.http.Route;
import java.util.List;

/** Freeing subscribers whose address was suppressed by mistake. */
record SuppressionsResource(SuppressionService suppressions) {

  List<Route> routes() {
    return List.of(Route.of("POST", "/subscribers/{id}/unsuppress", this::unsuppress));
  }

  private HttpResponse unsuppress(HttpRequest request, PathParameters parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    Unsuppressed wish = Json.decode(request.body(), UnsuppressionRequestJson.decoder());
    return switch (suppressions.clear(id, wish)) {
      case CLEARED -> response(id, true);
      case NOT_SUPPRESSED -> response(id, false);
      case BLOCKED_BY_COMPLAINT -> throw complaintConflict();
      case NOT_FOUND -> throw NotFound.exception("subscriber", id);
    };
  }

  private static HttpResponse response(SubscriberId id, boolean freed) {
    return HttpResponse.ok(Json.object().put("id", id.value()).put("unsuppressed", freed));
  }

  private static HttpProblemException complaintConflict() {
    return new HttpProblem(
            HttpProblem.ProblemType.CONFLICT,
            "this person reported mail as unwanted: mail after that harms your standing with"
                + " mailbox providers",
            List.of(
                new Violation(
                    "despiteComplaint",
                    "false",
                    "only if they took it back or ask for your mail, say so: true, or"
                        + " --despite-complaint on the command line")))
        .toException();
  }
}
