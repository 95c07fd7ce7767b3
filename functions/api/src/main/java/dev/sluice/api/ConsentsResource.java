package dev.sluice.api;

import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.ConsentRecordJson;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lists the records of consent changes, of one subscriber or of all. */
record ConsentsResource(ConsentRecords consents) {

  List<Route> routes() {
    return List.of(
        Route.of("GET /subscribers/{id}/consents", this::listOfSubscriber),
        Route.of("GET /consents", this::listAll));
  }

  private HttpResponse listOfSubscriber(HttpRequest request) {
    SubscriberId id = new SubscriberId(request.pathParameter("id"));
    return page(
        consents.records(
            id, request.query("after"), PageRequest.limit(request, ConsentRecords.MAX_PAGE)));
  }

  private HttpResponse listAll(HttpRequest request) {
    return page(
        consents.records(
            request.query("after"), PageRequest.limit(request, ConsentRecords.MAX_PAGE)));
  }

  private static HttpResponse page(ConsentRecords.Page page) {
    ObjectNode body = Json.object();
    body.set("records", ConsentRecordJson.toJson(page.records()));
    page.next().ifPresent(next -> body.put("next", next));
    return HttpResponse.ok(body);
  }
}
