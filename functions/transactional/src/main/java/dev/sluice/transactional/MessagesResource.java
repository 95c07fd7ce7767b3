package dev.sluice.transactional;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.MessageJson;
import dev.sluice.aws.json.Violations;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.transactional.IdempotencyKey;
import dev.sluice.scheduling.transactional.Intake;
import dev.sluice.scheduling.transactional.MessageId;
import dev.sluice.scheduling.transactional.MessageRequest;
import dev.sluice.scheduling.transactional.MessageState;
import dev.sluice.scheduling.transactional.MessageStore;
import dev.sluice.scheduling.transactional.Receipt;
import dev.sluice.scheduling.transactional.TransactionalMessage;
import java.util.List;
import java.util.Optional;

/** Transactional messages: asked for, and looked up. */
record MessagesResource(Intake intake, MessageStore messages) {

  /** A request of as many values as there may be, each well filled, with room for escapes. */
  private static final int MAX_BODY_BYTES = 256 * 1024;

  private static final String REUSED =
      "this key belongs to an earlier request that asks for something else: use a new key for a new"
          + " message";

  List<Route> routes() {
    return List.of(
        new Route("POST", "/messages", MAX_BODY_BYTES, (request, _) -> take(request)),
        Route.of("GET", "/messages/{id}", (_, parts) -> read(parts)));
  }

  private HttpResponse take(HttpRequest request) {
    Violations violations = new Violations();
    Optional<IdempotencyKey> key = violations.collect("", () -> KeyHeader.read(request));
    Optional<MessageRequest> asked =
        violations.collect("", () -> Json.read(request.body(), MessageJson.request()));
    violations.throwIfAny();
    return switch (intake.take(key.orElseThrow(), asked.orElseThrow())) {
      case Receipt.Taken(TransactionalMessage message) -> answer(message);
      case Receipt.KeyReused _ -> {
        Violation violation = new Violation(KeyHeader.NAME, key.orElseThrow().value(), REUSED);
        throw new Problem(Problem.Kind.CONFLICT, REUSED, List.of(violation)).asException();
      }
    };
  }

  private HttpResponse read(Parts parts) {
    MessageId id = new MessageId(parts.get("id"));
    return messages
        .read(id)
        .map(message -> HttpResponse.ok(MessageJson.write(message)))
        .orElseThrow(() ->
            Problem.of(Problem.Kind.NOT_FOUND, "there is no message '" + id + "'").asException());
  }

  /** 202 while it is pending (RFC 9110, section 15.3.3), 201 when its end is known. */
  private static HttpResponse answer(TransactionalMessage message) {
    int status =
        switch (message.state()) {
          case MessageState.Pending _ -> 202;
          case MessageState.Accepted _, MessageState.Refused _, MessageState.Unconfirmed _ -> 201;
        };
    return HttpResponse.json(status, MessageJson.write(message))
        .with("location", "/messages/" + message.id());
  }
}
