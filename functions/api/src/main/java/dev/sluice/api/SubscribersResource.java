package dev.sluice.api;

import dev.sluice.core.consent.ConsentChange.Unsuppressed;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicLookup;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.SubscriberBatchImport;
import dev.sluice.core.service.SubscriberImport;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.service.SubscriberImportService.CreateResult;
import dev.sluice.core.service.SubscriberImportService.ImportResult;
import dev.sluice.core.service.SuppressionService;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Violation;
import dev.sluice.json.IdDecoders;
import dev.sluice.json.Json;
import dev.sluice.json.JsonDecoder;
import dev.sluice.json.JsonDecoders;
import dev.sluice.json.ObjectDecoder;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.json.SubscriberJson;
import dev.sluice.json.SubscriberStateJson;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpProblem.ProblemType;
import dev.sluice.lambda.http.HttpProblemException;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates, imports, reads, unsuppresses and erases subscribers.
 *
 * <p>Addresses are only in bodies, because paths are logged.
 */
record SubscribersResource(
    SubscriberRepository subscribers,
    SubscriberImportService imports,
    ErasureService erasures,
    SuppressionService suppressions,
    PersonalDataExport personalData,
    TopicStore topics,
    CampaignNameResolver names) {

  /** The largest batch: a hundred subscribers with every attribute well filled. */
  private static final int MAX_BATCH_BYTES = 1024 * 1024;

  private static final JsonDecoder<List<JsonNode>> BATCH =
      ObjectDecoder.of(in ->
          in.required(
              "subscribers", JsonDecoders.list(value -> value, 1, SubscriberRepository.MAX_BATCH)));

  private static final JsonDecoder<Unsuppressed> UNSUPPRESSION =
      ObjectDecoder.of(in -> {
        var reason = in.required("reason", JsonDecoders.line(Unsuppressed.MAX_REASON));
        var despite = in.optional("despiteComplaint", JsonDecoders.bool(), false);
        return () -> new Unsuppressed(Optional.of(reason.get()), despite.get());
      });

  private static final JsonDecoder<ErasureLift> ERASURE_LIFT =
      ObjectDecoder.of(in -> {
        var id = in.required("id", IdDecoders.subscriber());
        var address = in.required("address", JsonDecoders.string().map(EmailAddress::new));
        return () -> new ErasureLift(id.get(), address.get());
      });

  /** A request to let an erased subscriber return, with the id and address they return with. */
  private record ErasureLift(SubscriberId id, EmailAddress address) {}

  List<Route> routes() {
    return List.of(
        Route.of("POST /subscribers", this::create),
        Route.of("POST /subscribers/batch", MAX_BATCH_BYTES, this::importBatch),
        Route.of("PUT /subscribers/{id}", this::put),
        Route.of("GET /subscribers/{id}", this::get),
        Route.of("GET /subscribers/{id}/data", this::data),
        Route.of("POST /subscribers/{id}/unsuppress", this::unsuppress),
        Route.of("DELETE /subscribers/{id}", this::erase),
        Route.of("POST /erasures/lift", this::liftErasure));
  }

  private HttpResponse create(HttpRequest request) {
    SubscriberImport entry =
        Json.decode(request.body(), SubscriberJson.decoder()).toImport(new TopicLookup(topics));
    SubscriberId id = entry.id();
    return switch (imports.create(entry)) {
      case CreateResult.Created(var kept) ->
          HttpResponse.created("/subscribers/" + id, body(entry, kept));
      case CreateResult.Exists _ -> {
        String remedy = "use PUT /subscribers/{id} to replace this subscriber";
        throw conflict(
            "A subscriber with this id exists.", new Violation("id", id.value(), remedy));
      }
      case CreateResult.InboxTaken(var owner) -> throw takenConflict(entry, owner);
      case CreateResult.Erased(var mark) -> throw erasedConflict(id, mark);
    };
  }

  private HttpResponse put(HttpRequest request) {
    SubscriberId id = id(request);
    SubscriberImport entry =
        Json.decode(request.body(), SubscriberJson.decoder(id)).toImport(new TopicLookup(topics));
    ImportResult result = imports.importAll(List.of(entry));
    Optional.ofNullable(result.erased().get(id))
        .ifPresent(mark -> {
          throw erasedConflict(id, mark);
        });
    Optional.ofNullable(result.taken().get(id))
        .ifPresent(owner -> {
          throw takenConflict(entry, owner);
        });
    return HttpResponse.ok(body(entry, result.keptChoices().getOrDefault(id, Set.of())));
  }

  /** Includes the topics in which the subscriber's own choice was kept. */
  private static ObjectNode body(SubscriberImport entry, Set<TopicId> kept) {
    ObjectNode body = SubscriberJson.toJson(entry.subscriber());
    if (!kept.isEmpty()) {
      body.set("kept", topicsToJson(kept));
    }
    return body;
  }

  /** Stores the valid entries; the response names the others with their violations. */
  private HttpResponse importBatch(HttpRequest request) {
    TopicLookup lookup = new TopicLookup(topics);
    SubscriberBatchImport batch = new SubscriberBatchImport();
    for (JsonNode entry : Json.decode(request.body(), BATCH)) {
      batch.add(
          entry.path("id").asString(""),
          () -> Json.decode(entry, SubscriberJson.decoder()).toImport(lookup));
    }
    return HttpResponse.ok(toJson(batch.importInto(imports)));
  }

  private static ObjectNode toJson(SubscriberBatchImport.Report report) {
    ObjectNode body = Json.object().put("imported", report.imported());
    ArrayNode rejected = body.putArray("rejected");
    for (SubscriberBatchImport.Rejection rejection : report.rejected()) {
      ObjectNode entry = rejected.addObject().put("index", rejection.index());
      if (!rejection.id().isEmpty() && rejection.id().length() <= Violation.MAX_VALUE_LENGTH) {
        entry.put("id", rejection.id());
      }
      entry.set("violations", HttpProblem.violationsToJson(rejection.violations()));
    }
    if (!report.kept().isEmpty()) {
      ArrayNode kept = body.putArray("kept");
      report
          .kept()
          .forEach(choices ->
              kept.addObject()
                  .put("index", choices.index())
                  .put("id", choices.id().value())
                  .set("topics", topicsToJson(choices.topics())));
    }
    return body;
  }

  private static ArrayNode topicsToJson(Set<TopicId> topics) {
    ArrayNode array = Json.object().putArray("topics");
    topics.stream().map(TopicId::value).sorted().forEach(array::add);
    return array;
  }

  private HttpResponse get(HttpRequest request) {
    SubscriberRecord record = find(id(request));
    ObjectNode body = SubscriberJson.toJson(record.subscriber());
    body.setAll(new SubscriberStateJson(names.findAllOf(record.state())).toJson(record.state()));
    return HttpResponse.ok(body);
  }

  private HttpResponse data(HttpRequest request) {
    return HttpResponse.ok(personalData.export(find(id(request))));
  }

  private SubscriberRecord find(SubscriberId id) {
    return subscribers.find(id).orElseThrow(() -> notFound(id));
  }

  private HttpResponse unsuppress(HttpRequest request) {
    SubscriberId id = id(request);
    Unsuppressed change = Json.decode(request.body(), UNSUPPRESSION);
    return switch (suppressions.clear(id, change)) {
      case CLEARED -> unsuppressed(id, true);
      case NOT_SUPPRESSED -> unsuppressed(id, false);
      case BLOCKED_BY_COMPLAINT ->
          throw conflict(
              "The subscriber reported mail as spam. More mail harms your reputation with mailbox"
                  + " providers.",
              new Violation(
                  "despiteComplaint",
                  "false",
                  "use true, or --despite-complaint on the command line, only if the subscriber"
                      + " withdrew the complaint or asked for your mail"));
      case NOT_FOUND -> throw notFound(id);
    };
  }

  private static HttpResponse unsuppressed(SubscriberId id, boolean changed) {
    return HttpResponse.ok(Json.object().put("id", id.value()).put("unsuppressed", changed));
  }

  private HttpResponse erase(HttpRequest request) {
    SubscriberId id = id(request);
    if (!erasures.erase(id, ConsentSource.API)) {
      throw notFound(id);
    }
    return HttpResponse.ok(Json.object().put("id", id.value()).put("erased", true));
  }

  private HttpResponse liftErasure(HttpRequest request) {
    ErasureLift lift = Json.decode(request.body(), ERASURE_LIFT);
    boolean lifted = erasures.liftErasure(lift.id(), lift.address());
    return HttpResponse.ok(Json.object().put("id", lift.id().value()).put("lifted", lifted));
  }

  private static SubscriberId id(HttpRequest request) {
    return new SubscriberId(request.pathParameter("id"));
  }

  private static HttpProblemException erasedConflict(SubscriberId id, ErasureMark mark) {
    return conflict("The subscriber was erased.", SubscriberBatchImport.erasedViolation(id, mark));
  }

  private static HttpProblemException takenConflict(SubscriberImport entry, SubscriberId owner) {
    return conflict(
        "Another subscriber has this address.",
        SubscriberBatchImport.takenViolation(entry.subscriber().address(), owner));
  }

  private static HttpProblemException conflict(String detail, Violation violation) {
    return new HttpProblem(ProblemType.CONFLICT, detail, List.of(violation)).toException();
  }

  private static HttpProblemException notFound(SubscriberId id) {
    return HttpProblem.notFound("subscriber", id).toException();
  }
}
