package dev.sluice.api;

import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.json.Json;
import dev.sluice.json.JsonDecoder;
import dev.sluice.json.JsonDecoders;
import dev.sluice.json.ObjectDecoder;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Subscribers by the hundred: the good ones are stored, the bad ones are named with their reasons.
 */
record SubscriberBatchResource(SubscriberImportService imports, TopicStore topics) {

  /** The largest batch: a hundred subscribers with every attribute well filled. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private static final JsonDecoder<List<JsonNode>> BATCH =
      ObjectDecoder.of(in ->
          in.required(
              "subscribers", JsonDecoders.list(value -> value, 1, SubscriberRepository.MAX_BATCH)));

  List<Route> routes() {
    return List.of(
        new Route(
            "POST", "/subscribers/batch", MAX_BODY_BYTES, (request, _) -> importBatch(request)));
  }

  private HttpResponse importBatch(HttpRequest request) {
    BatchImport sorting = new BatchImport(new SubscriberImportFactory(new TopicValidator(topics)));
    Json.decode(request.body(), BATCH).forEach(sorting::add);
    if (!sorting.accepted().isEmpty()) {
      sorting.applyReport(imports.importAll(sorting.accepted()));
    }
    return HttpResponse.ok(sorting.report());
  }
}
