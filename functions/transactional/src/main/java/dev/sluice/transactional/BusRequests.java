package dev.sluice.transactional;

import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.MessageJson;
import dev.sluice.aws.json.MessageJson.KeyedRequest;
import dev.sluice.aws.lambda.Log;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.transactional.Intake;
import dev.sluice.scheduling.transactional.Receipt;
import dev.sluice.scheduling.transactional.TransactionalMessage;
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
record BusRequests(Intake intake, Log log) {

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
  void take(byte[] event) {
    JsonNode tree = JsonMapper.shared().readTree(event);
    try {
      KeyedRequest asked =
          Json.read(Json.parse(tree.path("detail").toString()), MessageJson.keyedRequest());
      switch (intake.take(asked.key(), asked.request())) {
        case Receipt.Taken(TransactionalMessage message) ->
            log.info("message taken", Map.of("message", message.id()));
        case Receipt.KeyReused(var id) ->
            throw new RejectedEventException(
                "idempotencyKey: it belongs to message " + id + ", which asks for something else");
      }
    } catch (InvalidInputException e) {
      RejectedEventException rejected = new RejectedEventException(problem(e));
      String id = tree.path("id").asString("none");
      log.error("event rejected", Map.of("id", id, "problem", problem(e)), rejected);
      throw rejected;
    }
  }

  private static String problem(InvalidInputException e) {
    return e.violations().stream()
        .map(violation -> violation.field() + ": " + violation.remedy())
        .collect(Collectors.joining("; "));
  }
}
