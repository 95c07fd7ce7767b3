package dev.sluice.transactional;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.transactional.SubmitResult;
import dev.sluice.core.transactional.TransactionalMessage;
import dev.sluice.core.transactional.TransactionalMessageService;
import dev.sluice.json.Json;
import dev.sluice.json.TransactionalMessageJson;
import dev.sluice.json.TransactionalMessageJson.KeyedMessageRequest;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that come as events: detail type {@code Send Transactional Message}, the detail a
 * request with its key in {@code idempotencyKey}.
 *
 * <p>The bus delivers at least once; the key makes that once. An event that cannot be taken is
 * failed, so that Lambda puts it into the dead-letter queue, where somebody can look at it.
 */
record EventBusRequests(TransactionalMessageService messages, FunctionLog log) {

  private static final String DETAIL_TYPE = "detail-type";

  /** Tells whether an event is one of the bus, rather than one of the HTTP API. */
  static boolean isBusEvent(byte[] event) {
    try {
      return JsonMapper.shared().readTree(event).has(DETAIL_TYPE);
    } catch (JacksonException e) {
      return false; // told as a failure where it is read as the other
    }
  }

  /**
   * Takes one event.
   *
   * @throws RejectedEventException if it cannot be taken, naming fields and remedies only
   */
  void handle(byte[] event) {
    JsonNode tree = JsonMapper.shared().readTree(event);
    try {
      KeyedMessageRequest asked =
          Json.decode(
              Json.parse(tree.path("detail").toString()),
              TransactionalMessageJson.keyedRequestDecoder());
      switch (messages.submit(asked.key(), asked.request())) {
        case SubmitResult.Submitted(TransactionalMessage message) ->
            log.info(LogEvent.MESSAGE_SUBMITTED, Map.of("transactionalMessage", message.id()));
        case SubmitResult.KeyReused(var id) ->
            throw rejected(
                tree, "idempotencyKey: it belongs to message %s, which is another".formatted(id));
      }
    } catch (InvalidInputException e) {
      throw rejected(tree, describe(e));
    }
  }

  private RejectedEventException rejected(JsonNode event, String problem) {
    RejectedEventException rejected = new RejectedEventException(problem);
    String id = event.path("id").asString("none");
    log.error(LogEvent.MESSAGE_EVENT_REJECTED, Map.of("eventId", id, "problem", problem), rejected);
    return rejected;
  }

  private static String describe(InvalidInputException e) {
    return e.violations().stream()
        .map(violation -> violation.field() + ": " + violation.remedy())
        .collect(Collectors.joining("; "));
  }
}
