package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.ReturningJson;
import dev.sluice.aws.json.ReturningJson.Returning;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.ErasureDesk;
import java.util.List;

/**
 * Erasing subscribers at the team's hands, and letting those come back who ask for it: addresses
 * are in the body, as paths are logged.
 */
record ErasuresResource(ErasureDesk erasures) {

  List<Route> routes() {
    return List.of(
        Route.of("DELETE", "/subscribers/{id}", (_, parts) -> erase(parts)),
        Route.of("POST", "/erasures/lift", (request, _) -> lift(request)));
  }

  private HttpResponse erase(Parts parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    return switch (erasures.erase(id, Means.API)) {
      case ERASED -> HttpResponse.ok(Json.object().put("id", id.value()).put("erased", true));
      case UNKNOWN -> throw Absent.thing("subscriber", id);
      case BUSY ->
          throw Problem.of(
                  Problem.Kind.BUSY, "this subscriber is being written to: try again at once")
              .asException();
    };
  }

  private HttpResponse lift(HttpRequest request) {
    Returning returning = Json.read(request.body(), ReturningJson.returning());
    boolean lifted = erasures.lift(returning.id(), returning.address());
    return HttpResponse.ok(Json.object().put("id", returning.id().value()).put("lifted", lifted));
  }
}
