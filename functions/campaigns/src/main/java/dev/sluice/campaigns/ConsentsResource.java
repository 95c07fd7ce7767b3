package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.ConsentRecordJson;
import dev.sluice.aws.json.Json;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.desk.ConsentStore;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The record of every change of consent: of one subscriber, or of all. */
record ConsentsResource(ConsentStore consents) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/subscribers/{id}/consents", this::ofOne),
        Route.of("GET", "/consents", (request, _) -> ofAll(request)));
  }

  private HttpResponse ofOne(HttpRequest request, Parts parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    return page(
        consents.records(id, request.query("after"), Paging.limit(request, ConsentStore.MAX_PAGE)));
  }

  private HttpResponse ofAll(HttpRequest request) {
    return page(
        consents.records(request.query("after"), Paging.limit(request, ConsentStore.MAX_PAGE)));
  }

  private static HttpResponse page(ConsentStore.Page page) {
    ObjectNode body = Json.object();
    body.set("records", ConsentRecordJson.write(page.records()));
    page.next().ifPresent(next -> body.put("next", next));
    return HttpResponse.ok(body);
  }
}
