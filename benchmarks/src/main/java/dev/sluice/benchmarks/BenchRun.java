package dev.sluice.benchmarks;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.functions.AwsCallListener;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesSendQuota;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A run of the whole template in simulated time, with a campaign and a template for receipts. */
final class BenchRun implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

  static final String CAMPAIGN = "backlog";
  private static final int BATCH = 100;

  private final LocalRun run;
  private final ApiClient api;

  private BenchRun(LocalRun run) {
    this.run = run;
    this.api = ApiClient.unsigned(run.baseUrl());
  }

  static BenchRun start(Path template, SesSendQuota quota, AwsCallListener listener)
      throws IOException {
    BenchRun stack =
        new BenchRun(
            LocalRun.of(template)
                .clock(new VirtualClock(START))
                .quota(quota)
                .listener(listener)
                .start());
    stack.api.put(
        "/templates/receipt",
        JsonText.parse(
            """
            {"subject": "Receipt {{number}}", "html": "<p>Thank you, {{name}}.</p>",
             "defaults": {"name": "dear customer"}, "transactional": true}
            """));
    return stack;
  }

  LocalRun run() {
    return run;
  }

  Instant now() {
    return run.clock().instant();
  }

  /**
   * Enters subscribers {@code s-0} and so on, with a number of their own as {@code rank}, and a
   * campaign to all of them.
   *
   * @param cap the weekly limit of marketing messages per subscriber
   */
  void enterBacklog(int subscribers, int cap, int priority) {
    api.put("/topics/offers", JsonText.parse("{\"name\": \"Offers\", \"description\": \"Sales\"}"));
    putPolicy(cap, "");
    for (int from = 0; from < subscribers; from += BATCH) {
      String batch =
          IntStream.range(from, Math.min(from + BATCH, subscribers))
              .mapToObj(
                  "{\"id\":\"s-%1$d\",\"address\":\"s-%1$d@example.com\",\"attributes\":{\"rank\":%1$d}}"
                      ::formatted)
              .collect(Collectors.joining(","));
      api.post("/subscribers/batch", JsonText.parse("{\"subscribers\":[" + batch + "]}"));
    }
    enqueue(CAMPAIGN, priority, List.of());
  }

  /** Defines a segment of the subscribers with the first so many ranks. */
  void putSegment(String id, int size) {
    ObjectNode criterion = JsonText.emptyObject().put("attribute", "rank").put("atMost", size - 1);
    api.put("/segments/" + id, JsonText.emptyObject().put("name", id).set("criterion", criterion));
  }

  /** Enqueues a campaign that starts now, to everybody or to those of segments. */
  void enqueue(String id, int priority, List<String> segments) {
    ObjectNode campaign =
        JsonText.emptyObject()
            .put("id", id)
            .put("name", id)
            .put("topic", "offers")
            .put("priority", priority)
            .put("start", now().toString());
    segments.forEach(campaign.putArray("segments")::add);
    campaign.set(
        "variants", JsonText.parse("[{\"subject\":\"Offers\",\"html\":\"<p>Offers</p>\"}]"));
    api.post("/campaigns", campaign);
  }

  void pauseCampaign() {
    api.post("/campaigns/" + CAMPAIGN + "/pause", JsonText.emptyObject());
  }

  /** Begins quiet hours for all subscribers. */
  void beginQuietHours() {
    putPolicy(1, ",\"quietHours\":{\"from\":\"00:00\",\"until\":\"23:59\"}");
  }

  private void putPolicy(int cap, String more) {
    api.put(
        "/policy",
        JsonText.parse(
            """
            {"caps":[{"name":"weekly","limit":%d,"window":{"rolling":"P7D"}}],
             "defaultZone":"UTC"%s}
            """
                .formatted(cap, more)));
  }

  /** Unsubscribes a subscriber from all topics. */
  void unsubscribeFromAll(String subscriber) {
    DynamoSubscriberRepository states = new DynamoSubscriberRepository(tables());
    SubscriberState state = states.find(new SubscriberId(subscriber)).orElseThrow().state();
    SubscriberState left = state.with(state.consents().withUnsubscribedAt(Optional.of(now())));
    if (states.commit(left) != Commit.COMMITTED) {
      throw new IllegalStateException("a concurrent writer changed the state of " + subscriber);
    }
  }

  private DynamoTables tables() {
    return new DynamoTables(
        run.dynamoDb(),
        run.stack().table("SubscribersTable").orElseThrow().name(),
        run.stack().table("ControlTable").orElseThrow().name());
  }

  /** Returns the event of a request for a receipt, as API Gateway hands it to the function. */
  static byte[] request(int number, ObjectNode to) {
    ObjectNode body = JsonText.emptyObject().put("template", "receipt");
    body.set("to", to);
    body.putObject("data").put("number", Integer.toString(number));
    ObjectNode event =
        JsonText.emptyObject()
            .put("version", "2.0")
            .put("routeKey", "POST /messages")
            .put("rawPath", "/messages")
            .put("rawQueryString", "")
            .put("body", body.toString())
            .put("isBase64Encoded", false);
    event
        .putObject("headers")
        .put("content-type", "application/json")
        .put("idempotency-key", "order-" + number);
    ObjectNode context = event.putObject("requestContext").put("requestId", "bench-" + number);
    context.putObject("http").put("method", "POST").put("path", "/messages");
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Hands a request to the function on the calling thread and returns the message's state. */
  String sendRequest(byte[] request) {
    return state(run.invoke("TransactionalFunction", request));
  }

  /** Returns the state of the requested message. */
  static String state(byte[] answer) {
    JsonNode response = JsonText.parse(new String(answer, StandardCharsets.UTF_8));
    return JsonText.parse(response.path("body").asString("{}")).path("state").asString("absent");
  }

  /** Returns when SES accepted the messages of a campaign. */
  List<Instant> sent(String campaign) {
    return run.mailbox().messages().stream()
        .filter(message -> message.tag("campaign").filter(campaign::equals).isPresent())
        .map(ReceivedMessage::at)
        .toList();
  }

  /** Returns how many messages SES accepted from one of the two streams. */
  long received(boolean marketing) {
    return run.mailbox().messages().stream()
        .filter(message -> message.tag("campaign").isPresent() == marketing)
        .count();
  }

  void runFor(Duration duration) throws InterruptedException {
    run.runFor(duration);
  }

  @Override
  public void close() {
    run.close();
  }
}
