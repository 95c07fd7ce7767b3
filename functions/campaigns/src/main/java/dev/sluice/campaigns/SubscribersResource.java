package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.ProblemException;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.SubscriberEntry;
import dev.sluice.aws.json.SubscriberJson;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.desk.Enrolment;
import dev.sluice.scheduling.desk.EnrolmentDesk;
import dev.sluice.scheduling.desk.EnrolmentDesk.Creation;
import dev.sluice.scheduling.desk.EnrolmentDesk.Report;
import dev.sluice.scheduling.policy.TopicId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Subscribers, one by one. */
record SubscribersResource(Stores stores) {

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/subscribers", (request, _) -> create(request)),
        Route.of("PUT", "/subscribers/{id}", this::write),
        Route.of("GET", "/subscribers/{id}", (_, parts) -> read(parts)),
        Route.of("GET", "/subscribers/{id}/data", (_, parts) -> data(parts)));
  }

  private HttpResponse create(HttpRequest request) {
    Enrolment enrolment = enrolment(Json.read(request.body(), SubscriberJson.subscriber()));
    SubscriberId id = enrolment.id();
    return switch (desk().create(enrolment)) {
      case Creation.Created(var kept) ->
          HttpResponse.created("/subscribers/" + id, written(enrolment, kept));
      case Creation.Exists _ -> throw exists(id);
      case Creation.Erased(var mark) -> throw Refusals.conflict(id, mark);
    };
  }

  private HttpResponse write(HttpRequest request, Parts parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    Enrolment enrolment = enrolment(Json.read(request.body(), SubscriberJson.subscriber(id)));
    Report report = desk().put(List.of(enrolment));
    Optional.ofNullable(report.erased().get(id))
        .ifPresent(mark -> {
          throw Refusals.conflict(id, mark);
        });
    return HttpResponse.ok(written(enrolment, report.kept().getOrDefault(id, Set.of())));
  }

  /** Names the topics in which the subscriber's own choice stands against what was sent. */
  private static ObjectNode written(Enrolment enrolment, Set<TopicId> kept) {
    ObjectNode written = SubscriberJson.write(enrolment.subscriber());
    if (!kept.isEmpty()) {
      written.set("kept", KeptJson.topics(kept));
    }
    return written;
  }

  private static ProblemException exists(SubscriberId id) {
    String remedy = "this subscriber exists: use PUT /subscribers/{id} to replace it";
    return new Problem(
            Problem.Kind.CONFLICT, remedy, List.of(new Violation("id", id.value(), remedy)))
        .asException();
  }

  private EnrolmentDesk desk() {
    return stores.desks().enrolments();
  }

  private HttpResponse read(Parts parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    return stores
        .standings()
        .read(id)
        .map(record -> HttpResponse.ok(SubscriberView.of(record, stores.board().read())))
        .orElseThrow(() -> Absent.thing("subscriber", id));
  }

  private HttpResponse data(Parts parts) {
    SubscriberId id = new SubscriberId(parts.get("id"));
    return stores
        .standings()
        .read(id)
        .map(stores.desks().data()::of)
        .map(HttpResponse::ok)
        .orElseThrow(() -> Absent.thing("subscriber", id));
  }

  private Enrolment enrolment(SubscriberEntry entry) {
    return new Enrolments(new TopicCheck(stores.topics())).of(entry);
  }
}
