package dev.sluice.api;

import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.ErasureLiftRequestJson;
import dev.sluice.json.ErasureLiftRequestJson.ErasureLiftRequest;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.PathParameters;
import dev.sluice.lambda.http.Route;
import java.util.List;

/**
 * Erasing subscribers at the team's hands, and letting those come back who ask for it: addresses
 * are in the body, as paths are logged.
 */
record ErasuresResource(ErasureService erasures) {

  List<Route> routes() {
    return List.of(
        Route.of("DELETE", "/subscribers/{id}", (_, parts) -> erase(parts)),
        Route.of("POST", "/erasures/lift", (request, _) -> lift(request)));
  }

  private HttpResponse erase(PathParameters parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    if (!erasures.erase(id, ConsentSource.API)) {
      throw NotFound.exception("subscriber", id);
    }
    return HttpResponse.ok(Json.object().put("id", id.value()).put("erased", true));
  }

  private HttpResponse lift(HttpRequest request) {
    ErasureLiftRequest returning = Json.decode(request.body(), ErasureLiftRequestJson.decoder());
    boolean lifted = erasures.liftErasure(returning.id(), returning.address());
    return HttpResponse.ok(Json.object().put("id", returning.id().value()).put("lifted", lifted));
  }
}
