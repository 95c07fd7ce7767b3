package dev.sluice.transactional;

import dev.sluice.core.support.Violation;
import dev.sluice.core.support.ViolationCollector;
import dev.sluice.core.transactional.IdempotencyKey;
import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.MessageRequest;
import dev.sluice.core.transactional.MessageState;
import dev.sluice.core.transactional.MessageStore;
import dev.sluice.core.transactional.SubmitResult;
import dev.sluice.core.transactional.TransactionalMessage;
import dev.sluice.core.transactional.TransactionalMessageService;
import dev.sluice.json.Json;
import dev.sluice.json.TransactionalMessageJson;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.util.List;
import java.util.Optional;

/** Transactional messages: asked for, and looked up. */
record MessagesResource(TransactionalMessageService service, MessageStore messages) {

  /** A request of as many values as there may be, each well filled, with room for escapes. */
  private static final int MAX_BODY_BYTES = 256 * 1024;

  private static final String KEY_REUSED =
      "an earlier request with this key differs: use a new key for a new" + " message";

  List<Route> routes() {
    return List.of(
        Route.of("POST /messages", MAX_BODY_BYTES, this::submit),
        Route.of("GET /messages/{id}", this::get));
  }

  private HttpResponse submit(HttpRequest request) {
    ViolationCollector violations = new ViolationCollector();
    Optional<IdempotencyKey> key =
        violations.collect("", () -> IdempotencyKeyHeader.parse(request));
    Optional<MessageRequest> asked =
        violations.collect(
            "", () -> Json.decode(request.body(), TransactionalMessageJson.requestDecoder()));
    violations.throwIfAny();
    return switch (service.submit(key.orElseThrow(), asked.orElseThrow())) {
      case SubmitResult.Submitted(TransactionalMessage message) -> response(message);
      case SubmitResult.KeyReused _ -> {
        Violation violation =
            new Violation(IdempotencyKeyHeader.NAME, key.orElseThrow().value(), KEY_REUSED);
        throw new HttpProblem(
                HttpProblem.ProblemType.CONFLICT,
                "The idempotency key was used for another request.",
                List.of(violation))
            .toException();
      }
    };
  }

  private HttpResponse get(HttpRequest request) {
    MessageId id = new MessageId(request.pathParameter("id"));
    return messages
        .find(id)
        .map(message -> HttpResponse.ok(TransactionalMessageJson.toJson(message)))
        .orElseThrow(() -> HttpProblem.notFound("message", id).toException());
  }

  /** 202 while it is pending (RFC 9110, section 15.3.3), 201 when its end is known. */
  private static HttpResponse response(TransactionalMessage message) {
    int status =
        switch (message.state()) {
          case MessageState.Pending _ -> 202;
          case MessageState.Accepted _, MessageState.Refused _, MessageState.Unconfirmed _ -> 201;
        };
    return HttpResponse.json(status, TransactionalMessageJson.toJson(message))
        .withHeader("location", "/messages/" + message.id());
  }
}
