package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.SubscriberEntry;
import dev.sluice.aws.json.SubscriberJson;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.visit.Enrolment;
import java.util.List;

/** Subscribers, one by one. */
record SubscribersResource(Stores stores) {

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/subscribers", (request, _) -> create(request)),
        Route.of("PUT", "/subscribers/{id}", this::write),
        Route.of("GET", "/subscribers/{id}", (_, parts) -> read(parts)));
  }

  private HttpResponse create(HttpRequest request) {
    Enrolment enrolment = enrolment(Json.read(request.body(), SubscriberJson.subscriber()));
    SubscriberId id = enrolment.subscriber().id();
    if (!stores.subscribers().create(enrolment)) {
      String remedy = "this subscriber exists: use PUT /subscribers/{id} to replace it";
      throw new Problem(
              Problem.Kind.CONFLICT, remedy, List.of(new Violation("id", id.value(), remedy)))
          .asException();
    }
    return HttpResponse.created("/subscribers/" + id, SubscriberJson.write(enrolment.subscriber()));
  }

  private HttpResponse write(HttpRequest request, Parts parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    Enrolment enrolment = enrolment(Json.read(request.body(), SubscriberJson.subscriber(id)));
    stores.subscribers().putAll(List.of(enrolment));
    return HttpResponse.ok(SubscriberJson.write(enrolment.subscriber()));
  }

  private HttpResponse read(Parts parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    return stores
        .standings()
        .read(id)
        .map(record -> HttpResponse.ok(SubscriberView.of(record, stores.board().read())))
        .orElseThrow(() -> Absent.thing("subscriber", id));
  }

  private Enrolment enrolment(SubscriberEntry entry) {
    return new Enrolments(new TopicCheck(stores.topics())).of(entry);
  }
}
