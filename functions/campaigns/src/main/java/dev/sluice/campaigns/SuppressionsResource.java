package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.ProblemException;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.FreeingJson;
import dev.sluice.aws.json.Json;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentChange.Unsuppressed;
import dev.sluice.scheduling.desk.FreeingDesk;
import java.util.List;

/** Freeing subscribers whose address was suppressed by mistake. */
record SuppressionsResource(FreeingDesk freeing) {

  List<Route> routes() {
    return List.of(Route.of("POST", "/subscribers/{id}/unsuppress", this::free));
  }

  private HttpResponse free(HttpRequest request, Parts parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    Unsuppressed wish = Json.read(request.body(), FreeingJson.freeing());
    return switch (freeing.free(id, wish)) {
      case FREED -> told(id, true);
      case NOT_SUPPRESSED -> told(id, false);
      case COMPLAINED -> throw complained();
      case UNKNOWN -> throw Absent.thing("subscriber", id);
      case BUSY ->
          throw Problem.of(
                  Problem.Kind.BUSY, "this subscriber is being written to: try again at once")
              .asException();
    };
  }

  private static HttpResponse told(SubscriberId id, boolean freed) {
    return HttpResponse.ok(Json.object().put("id", id.value()).put("unsuppressed", freed));
  }

  private static ProblemException complained() {
    return new Problem(
            Problem.Kind.CONFLICT,
            "this person reported mail as unwanted: mail after that harms your standing with"
                + " mailbox providers",
            List.of(
                new Violation(
                    "despiteComplaint",
                    "false",
                    "only if they took it back or ask for your mail, say so: true, or"
                        + " --despite-complaint on the command line")))
        .asException();
  }
}
