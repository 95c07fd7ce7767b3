package dev.sluice.local.emulator;

import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Handles SQS's JSON protocol: ElasticMQ's queues answer the frequent operations directly, its HTTP
 * server all others.
 */
final class SqsProtocolHandler implements LocalHttpService {

  private static final Set<String> DIRECT =
      Set.of(
          "SendMessage",
          "SendMessageBatch",
          "ReceiveMessage",
          "DeleteMessage",
          "DeleteMessageBatch",
          "ChangeMessageVisibility");

  /** Headers that the HTTP client sets. */
  private static final Set<String> HOP = Set.of("host", "content-length", "connection", "expect");

  private record Queue(String name, ActorRef actor) {}

  /** SQS's limit on messages per receive. */
  private static final int MAX_BATCH = 10;

  private final JsonMapper json = JsonMapper.shared();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ElasticMqQueues queues;
  private final InstantSource clock;
  private final URI server;
  private final Optional<QueueJournal> journal;

  SqsProtocolHandler(
      ElasticMqQueues queues, InstantSource clock, URI server, Optional<QueueJournal> journal) {
    this.queues = queues;
    this.clock = clock;
    this.server = server;
    this.journal = journal;
  }

  /** Sends the messages of the journal again, visible immediately. */
  void restore() {
    journal.stream()
        .flatMap(kept -> kept.live().stream())
        .forEach(message ->
            queues
                .queue(message.queue())
                .ifPresent(queue -> {
                  String unused =
                      queues.send(
                          queue, Optional.of(message.id()), message.body(), clock.instant());
                }));
  }

  @Override
  public LocalHttpResponse handle(LocalHttpRequest request) throws IOException {
    String operation = request.operation().orElse("");
    if (!DIRECT.contains(operation)) {
      return forward(request);
    }
    JsonNode body = json.readTree(request.body());
    String url = body.path("QueueUrl").asString("");
    String name = url.substring(url.lastIndexOf('/') + 1);
    Optional<Queue> queue = queues.queue(name).map(actor -> new Queue(name, actor));
    if (queue.isEmpty() || needsElasticMqServer(body)) {
      return forward(request);
    }
    ObjectNode answer = json.createObjectNode();
    boolean done =
        switch (operation) {
          case "SendMessage" -> send(queue.get(), body, answer);
          case "SendMessageBatch" -> sendBatch(queue.get(), body, answer);
          case "ReceiveMessage" -> receive(queue.get(), body, answer);
          case "DeleteMessage" -> delete(queue.get(), receipt(body));
          case "DeleteMessageBatch" -> deleteBatch(queue.get(), body, answer);
          default ->
              queues.changeVisibility(
                  queue.get().actor(), receipt(body), seconds(body, "VisibilityTimeout"));
        };
    return done ? LocalHttpResponse.json(200, answer.toString()) : forward(request);
  }

  /** Returns whether the HTTP server must answer: message attributes and long polling. */
  private static boolean needsElasticMqServer(JsonNode body) {
    return body.has("MessageAttributes")
        || body.path("WaitTimeSeconds").asInt(0) > 0
        || body.path("Entries").valueStream().anyMatch(entry -> entry.has("MessageAttributes"));
  }

  private boolean send(Queue queue, JsonNode message, ObjectNode answer) {
    String body = message.path("MessageBody").asString("");
    Instant visibleAt = clock.instant().plus(seconds(message, "DelaySeconds"));
    String id = queues.send(queue.actor(), Optional.empty(), body, visibleAt);
    journal.ifPresent(
        kept -> kept.recordSent(new QueueJournal.JournaledMessage(id, queue.name(), body)));
    answer.put("MessageId", id);
    answer.put("MD5OfMessageBody", md5(body));
    return true;
  }

  private boolean sendBatch(Queue queue, JsonNode batch, ObjectNode answer) {
    if (batch.path("Entries").isEmpty() || batch.path("Entries").size() > MAX_BATCH) {
      return false;
    }
    ArrayNode successful = answer.putArray("Successful");
    for (JsonNode entry : batch.path("Entries")) {
      ObjectNode sent = successful.addObject().put("Id", entry.path("Id").asString(""));
      send(queue, entry, sent);
    }
    return true;
  }

  private boolean receive(Queue queue, JsonNode request, ObjectNode answer) {
    int count = request.path("MaxNumberOfMessages").asInt(1);
    if (count < 1 || count > MAX_BATCH) {
      return false;
    }
    Optional<Duration> visibility =
        request.has("VisibilityTimeout")
            ? Optional.of(seconds(request, "VisibilityTimeout"))
            : Optional.empty();
    ArrayNode messages = answer.putArray("Messages");
    for (MessageData message : queues.receive(queue.actor(), count, visibility)) {
      describe(message, messages.addObject());
    }
    return true;
  }

  private static void describe(MessageData message, ObjectNode target) {
    target.put("MessageId", message.id().id());
    target.put("ReceiptHandle", message.deliveryReceipt().get().receipt());
    target.put("Body", message.content());
    target.put("MD5OfBody", md5(message.content()));
    target
        .putObject("Attributes")
        .put(
            "ApproximateReceiveCount",
            String.valueOf(message.statistics().approximateReceiveCount()));
  }

  private boolean deleteBatch(Queue queue, JsonNode batch, ObjectNode answer) {
    ArrayNode successful = answer.putArray("Successful");
    ArrayNode failed = answer.putArray("Failed");
    for (JsonNode entry : batch.path("Entries")) {
      String id = entry.path("Id").asString("");
      if (delete(queue, receipt(entry))) {
        successful.addObject().put("Id", id);
      } else {
        failed
            .addObject()
            .put("Id", id)
            .put("Code", "ReceiptHandleIsInvalid")
            .put("SenderFault", true);
      }
    }
    return true;
  }

  private boolean delete(Queue queue, String receipt) {
    boolean deleted = queues.delete(queue.actor(), receipt);
    if (deleted) {
      journal.ifPresent(kept -> kept.recordDeleted(new DeliveryReceipt(receipt).extractId().id()));
    }
    return deleted;
  }

  private LocalHttpResponse forward(LocalHttpRequest request) throws IOException {
    HttpRequest.Builder copy =
        HttpRequest.newBuilder(server.resolve(request.path()))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().entrySet().stream()
        .filter(header -> !HOP.contains(header.getKey()))
        .forEach(header -> header.getValue().forEach(value -> copy.header(header.getKey(), value)));
    try {
      HttpResponse<byte[]> response =
          http.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new LocalHttpResponse(
          response.statusCode(), response.headers().map(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  private static String receipt(JsonNode message) {
    return message.path("ReceiptHandle").asString("");
  }

  private static Duration seconds(JsonNode request, String field) {
    return Duration.ofSeconds(request.path(field).asInt(0));
  }

  /** Returns SQS's digest of a body, which the SDK verifies. */
  private static String md5(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
