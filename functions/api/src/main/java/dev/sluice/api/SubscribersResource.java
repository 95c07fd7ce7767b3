package dev.sluice.api;

import dev.sluice.core.policy.TopicId;
import dev.sluice.core.service.SubscriberImport;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.service.SubscriberImportService.CreateResult;
import dev.sluice.core.service.SubscriberImportService.ImportResult;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Violation;
import dev.sluice.json.Json;
import dev.sluice.json.SubscriberEntry;
import dev.sluice.json.SubscriberJson;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpProblemException;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.PathParameters;
import dev.sluice.lambda.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Subscribers, one by one. */
record SubscribersResource(ApiStores stores) {

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/subscribers", (request, _) -> create(request)),
        Route.of("PUT", "/subscribers/{id}", this::put),
        Route.of("GET", "/subscribers/{id}", (_, parts) -> get(parts)),
        Route.of("GET", "/subscribers/{id}/data", (_, parts) -> data(parts)));
  }

  private HttpResponse create(HttpRequest request) {
    SubscriberImport enrolment = toImport(Json.decode(request.body(), SubscriberJson.decoder()));
    SubscriberId id = enrolment.id();
    return switch (imports().create(enrolment)) {
      case CreateResult.Created(var kept) ->
          HttpResponse.created("/subscribers/" + id, body(enrolment, kept));
      case CreateResult.Exists _ -> throw conflict(id);
      case CreateResult.Erased(var mark) -> throw ErasedSubscriberErrors.conflict(id, mark);
    };
  }

  private HttpResponse put(HttpRequest request, PathParameters parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    SubscriberImport enrolment = toImport(Json.decode(request.body(), SubscriberJson.decoder(id)));
    ImportResult report = imports().importAll(List.of(enrolment));
    Optional.ofNullable(report.erased().get(id))
        .ifPresent(mark -> {
          throw ErasedSubscriberErrors.conflict(id, mark);
        });
    return HttpResponse.ok(body(enrolment, report.keptChoices().getOrDefault(id, Set.of())));
  }

  /** Names the topics in which the subscriber's own choice stands against what was sent. */
  private static ObjectNode body(SubscriberImport enrolment, Set<TopicId> kept) {
    ObjectNode written = SubscriberJson.toJson(enrolment.subscriber());
    if (!kept.isEmpty()) {
      written.set("kept", KeptChoicesJson.topics(kept));
    }
    return written;
  }

  private static HttpProblemException conflict(SubscriberId id) {
    String remedy = "this subscriber exists: use PUT /subscribers/{id} to replace it";
    return new HttpProblem(
            HttpProblem.ProblemType.CONFLICT,
            remedy,
            List.of(new Violation("id", id.value(), remedy)))
        .toException();
  }

  private SubscriberImportService imports() {
    return stores.services().imports();
  }

  private HttpResponse get(PathParameters parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    return stores
        .subscriberStates()
        .find(id)
        .map(record -> HttpResponse.ok(SubscriberView.of(record, stores.activeCampaigns().load())))
        .orElseThrow(() -> NotFound.exception("subscriber", id));
  }

  private HttpResponse data(PathParameters parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    return stores
        .subscriberStates()
        .find(id)
        .map(stores.services().personalData()::export)
        .map(HttpResponse::ok)
        .orElseThrow(() -> NotFound.exception("subscriber", id));
  }

  private SubscriberImport toImport(SubscriberEntry entry) {
    return new SubscriberImportFactory(new TopicValidator(stores.topics())).create(entry);
  }
}
