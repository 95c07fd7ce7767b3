package dev.sluice.lambda;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A batch of queue messages, and the response that names the failed ones. */
public record SqsEventBatch(List<Message> messages) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** A queue message. */
  public record Message(String id, String body) {}

  public SqsEventBatch {
    messages = List.copyOf(messages);
  }

  /** Parses the event with which Lambda delivers a batch. */
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

  /** Writes the response; SQS delivers the messages in it again and deletes the others. */
  public static void writeFailures(OutputStream response, List<Message> failed) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode failures = root.putArray("batchItemFailures");
    failed.forEach(message -> failures.addObject().put("itemIdentifier", message.id()));
    JSON.writeValue(response, root);
  }
}
