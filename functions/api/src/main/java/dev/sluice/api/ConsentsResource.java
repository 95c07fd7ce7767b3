package dev.sluice.api;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentChange.Erased;
import dev.sluice.core.consent.ConsentChange.Paused;
import dev.sluice.core.consent.ConsentChange.Suppressed;
import dev.sluice.core.consent.ConsentChange.TopicChosen;
import dev.sluice.core.consent.ConsentChange.UnsubscribedFromAll;
import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.ConsentRecordJson;
import dev.sluice.json.IdDecoders;
import dev.sluice.json.Json;
import dev.sluice.json.JsonDecoder;
import dev.sluice.json.JsonDecoders;
import dev.sluice.json.ObjectDecoder;
import dev.sluice.json.TimeDecoders;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists the records of consent changes, of one subscriber or of all, and makes changes again that a
 * restore of older tables has lost.
 */
record ConsentsResource(
    ConsentRecords consents, ConsentService consentService, ErasureService erasures) {

  /** Changes of one request: each is a read and a write, within the function's timeout. */
  private static final int MAX_RESTORED = 100;

  private static final JsonDecoder<LostChange> LOST_CHANGE =
      ObjectDecoder.of(in -> {
        var subscriber = in.required("subscriber", IdDecoders.subscriber());
        var change = in.exactlyOne(changes());
        return () -> new LostChange(subscriber.get(), change.get());
      });

  private static final JsonDecoder<List<LostChange>> LOST_CHANGES =
      ObjectDecoder.of(
          in -> in.required("changes", JsonDecoders.list(LOST_CHANGE, 1, MAX_RESTORED)));

  /** A change that was made once and is not in the tables. */
  private record LostChange(SubscriberId subscriber, ConsentChange change) {}

  List<Route> routes() {
    return List.of(
        Route.of("GET /subscribers/{id}/consents", this::listOfSubscriber),
        Route.of("GET /consents", this::listAll),
        Route.of("POST /consents/restore", this::restore));
  }

  /** Returns the changes that can be restored: only those after which less is sent. */
  private static SequencedMap<String, JsonDecoder<ConsentChange>> changes() {
    SequencedMap<String, JsonDecoder<ConsentChange>> changes = new LinkedHashMap<>();
    changes.put("topic", IdDecoders.topic().map(ConsentsResource::unsubscribed));
    changes.put("everything", JsonDecoders.onlyTrue(new UnsubscribedFromAll(), "use true"));
    changes.put("pausedUntil", TimeDecoders.instant().map(Paused::new));
    changes.put("suppressed", JsonDecoders.oneOf(Suppression.Cause.class).map(Suppressed::new));
    changes.put("erased", JsonDecoders.onlyTrue(new Erased(), "use true"));
    return changes;
  }

  /** Returns the change; the cadence counts only if the subscriber never chose one. */
  private static ConsentChange unsubscribed(TopicId topic) {
    return new TopicChosen(topic, new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES));
  }

  private HttpResponse restore(HttpRequest request) {
    ObjectNode body = Json.object();
    ArrayNode unknown = Json.object().putArray("unknown");
    int known = 0;
    for (LostChange lost : Json.decode(request.body(), LOST_CHANGES)) {
      if (restore(lost)) {
        known++;
      } else {
        unknown.add(lost.subscriber().value());
      }
    }
    body.put("restored", known).set("unknown", unknown);
    return HttpResponse.ok(body);
  }

  /** Returns whether there is such a subscriber; what holds already is not changed again. */
  private boolean restore(LostChange lost) {
    return lost.change() instanceof Erased
        ? erasures.erase(lost.subscriber(), ConsentSource.API)
        : consentService
            .change(lost.subscriber(), List.of(lost.change()), ConsentSource.API, Optional.empty())
            .isPresent();
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
