package dev.sluice.lambda;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A batch of queue messages, and the answer that names those to be tried again. */
public record SqsEventBatch(List<Message> messages) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** A queue message. */
  public record Message(String id, String body) {}

  public SqsEventBatch {
    messages = List.copyOf(messages);
  }

  /** Reads the event that Lambda makes of received messages. */
  public static SqsEventBatch parse(InputStream event) {
    JsonNode records = JSON.readTree(event).path("Records");
    return new SqsEventBatch(
        records
            .valueStream()
            .map(record ->
                new Message(
                    record.path("messageId").asString(""), record.path("body").asString("")))
            .toList());
  }

  /** Writes the answer: messages named in it come again, the others are done. */
  public static void writeFailures(OutputStream answer, List<Message> failed) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode failures = root.putArray("batchItemFailures");
    failed.forEach(message -> failures.addObject().put("itemIdentifier", message.id()));
    JSON.writeValue(answer, root);
  }
}
