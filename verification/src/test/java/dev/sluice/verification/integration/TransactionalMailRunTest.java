package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesFaultInjector.SesFault;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.messaging.SqsWorkQueue;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("integration")
@DisplayName("Transactional mail, in a run of template.yaml")
final class TransactionalMailRunTest {

  private static final Instant START = Instant.parse("2026-03-02T23:00:00Z");

  private final HttpClient http = HttpClient.newHttpClient();
  private LocalRun run;

  TransactionalMailRunTest() throws IOException {
    run =
        LocalRun.of(ProjectTemplate.PATH)
            .clock(new VirtualClock(START))
            .parameters(Map.of("MessageEventSources", "com.example.shop,com.example.billing"))
            .start();
  }

  @BeforeEach
  void template() throws Exception {
    send(
        "PUT",
        "/templates/receipt",
        "",
        "{'subject':'Receipt {{number}}','html':'<p>Thank you</p>','transactional':true}");
  }

  @AfterEach
  void stop() {
    http.close();
    run.close();
  }

  @Test
  @DisplayName("a hundred requests of one key at once are one message")
  void sendsOnceForAHundredRequests() throws Exception {
    List<Callable<HttpResponse<String>>> requests =
        Collections.nCopies(100, () -> post("order-1", "buyer", "1"));
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<HttpResponse<String>> answer : threads.invokeAll(requests)) {
        statuses.add(answer.get().statusCode());
      }
    }
    run.runFor(Duration.ofMinutes(5));
    assertThat(statuses).hasSize(100).isSubsetOf(201, 202);
    assertThat(run.mailbox().messages()).hasSize(1);
    assertThat(state(post("order-1", "buyer", "1"))).isEqualTo("accepted");
    assertThat(post("order-1", "buyer", "2").statusCode()).isEqualTo(409);
  }

  @Test
  @DisplayName("fifty requests and fifty events of one key at once are one message")
  void sendsOnceForRequestsAndEvents() throws Exception {
    List<Callable<Object>> asked = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      asked.add(() -> post("order-1", "buyer", "1"));
      asked.add(() -> putEvent("order-1", "buyer"));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Object> answer : threads.invokeAll(asked)) {
        assertThat(answer.get()).isNotNull();
      }
    }
    run.runFor(Duration.ofMinutes(5));
    assertThat(run.mailbox().messages()).hasSize(1);
    assertThat(state(post("order-1", "buyer", "1"))).isEqualTo("accepted");
  }

  @Test
  @DisplayName("what SES throttles goes seconds later, in the order in which it came")
  void retriesThrottledMessagesInOrder() throws Exception {
    run.ses()
        .faults()
        .enqueue(Collections.nCopies(20, SesFault.THROTTLED).toArray(SesFault[]::new));
    for (int i = 0; i < 20; i++) {
      assertThat(state(post("order-" + i, "buyer" + i, "1"))).isEqualTo("pending");
    }
    run.runFor(Duration.ofSeconds(30));
    assertThat(run.mailbox().messages()).hasSize(20);
    assertThat(state(post("order-0", "buyer0", "1"))).isEqualTo("accepted");
  }

  @Test
  @DisplayName("a lost answer leads to one more message after the settling wait, and no third")
  void sendsOnceMoreAfterLostResponse() throws Exception {
    run.ses()
        .faults()
        .enqueue(SesFault.LOST_AFTER_ACCEPTING, SesFault.SERVER_ERROR_AFTER_ACCEPTING);
    assertThat(state(post("order-1", "buyer", "1"))).isEqualTo("pending");
    run.runFor(Duration.ofHours(1));
    assertThat(state(post("order-1", "buyer", "1"))).isEqualTo("unconfirmed");
    assertThat(run.mailbox().messages())
        .extracting(ReceivedMessage::at)
        .hasSize(2)
        .satisfies(at ->
            assertThat(Duration.between(at.getFirst(), at.getLast()))
                .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3)));
  }

  @Test
  @DisplayName("a message that SES always refuses ends refused and holds up nothing")
  void rejectsOneMessageWithoutDelayingOthers() throws Exception {
    run.ses().faults().rejectAddress("poison@example.com");
    run.ses().faults().enqueue(SesFault.THROTTLED);
    HttpResponse<String> refused = post("order-1", "poison", "1");
    assertThat(state(refused)).isEqualTo("refused");
    assertThat(refused.body()).contains("MessageRejected");
    assertThat(state(post("order-2", "buyer", "1"))).isEqualTo("pending");
    run.runFor(Duration.ofMinutes(1));
    assertThat(run.mailbox().messages()).hasSize(1);
  }

  @Test
  @DisplayName("poison among what is retried ends refused with its reason, and the others go")
  void rejectsOneRetryWithoutDelayingOthers() throws Exception {
    run.ses()
        .faults()
        .enqueue(Collections.nCopies(10, SesFault.THROTTLED).toArray(SesFault[]::new));
    for (int i = 0; i < 10; i++) {
      assertThat(state(post("order-" + i, "buyer" + i, "1"))).isEqualTo("pending");
    }
    run.ses().faults().rejectAddress("buyer3@example.com");
    run.runFor(Duration.ofMinutes(1));
    assertThat(run.mailbox().messages()).hasSize(9);
    HttpResponse<String> refused = post("order-3", "buyer3", "1");
    assertThat(state(refused)).isEqualTo("refused");
    assertThat(refused.body()).contains("MessageRejected");
  }

  @Test
  @DisplayName("an event asks for a message as a request does, once however often it comes")
  void acceptsEventsLikeRequests() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(putEvent("order-1", "buyer").failedEntryCount()).isZero();
    }
    run.runFor(Duration.ofMinutes(5));
    assertThat(run.mailbox().messages()).hasSize(1);
    assertThat(state(post("order-1", "buyer", "1"))).isEqualTo("accepted");
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.other, sluice-message-requests",
    "com.example.shop, default",
    "'', sluice-message-requests"
  })
  @DisplayName("an event of another source or on another bus sends nothing")
  void ignoresEventsOfOthers(String source, String bus) throws Exception {
    putEvent(source, bus, "order-1", "buyer");
    run.runFor(Duration.ofMinutes(5));
    assertThat(run.mailbox().messages()).isEmpty();
  }

  @Test
  @DisplayName("no event sends anything unless the stack names its source")
  void acceptsNoEventsByDefault() throws Exception {
    run.close();
    run = LocalRun.of(ProjectTemplate.PATH).clock(new VirtualClock(START)).start();
    template();
    putEvent("order-1", "buyer");
    run.runFor(Duration.ofMinutes(5));
    assertThat(run.mailbox().messages()).isEmpty();
  }

  @Test
  @DisplayName("an event that fails for good is kept with its error as a dead letter")
  void keepsFailedEvents() throws Exception {
    putEvent("", "buyer");
    run.runFor(Duration.ofMinutes(10));
    JsonNode letter = JsonMapper.shared().readTree(deadLetter());
    assertThat(letter.at("/requestPayload/detail/to/address").asString(""))
        .isEqualTo("buyer@example.com");
    assertThat(letter.at("/requestContext/condition").asString("")).isEqualTo("RetriesExhausted");
    assertThat(letter.at("/responsePayload/errorMessage").asString("")).isNotEmpty();
  }

  @Test
  @DisplayName("SES taking nothing for hours delays a message and loses none")
  void delaysWhileSendingIsDisabled() throws Exception {
    run.ses().setSendingEnabled(false);
    assertThat(state(post("order-1", "buyer", "1"))).isEqualTo("pending");
    run.runFor(Duration.ofHours(5));
    run.ses().setSendingEnabled(true);
    run.runFor(Duration.ofMinutes(16));
    assertThat(run.mailbox().messages()).hasSize(1);
  }

  private String deadLetter() {
    SqsClient sqs = run.clients().get(SqsWorkQueue.CLIENT);
    String name = run.stack().queue("TransactionalEventDeadLetterQueue").orElseThrow().name();
    String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
    return sqs.receiveMessage(receive -> receive.queueUrl(url)).messages().getFirst().body();
  }

  private PutEventsResponse putEvent(String key, String to) {
    return putEvent("com.example.shop", "sluice-message-requests", key, to);
  }

  private PutEventsResponse putEvent(String source, String bus, String key, String to) {
    String detail =
        "{'idempotencyKey':'%s','to':{'address':'%s@example.com'},'template':'receipt','data':{'number':'1'}}"
            .formatted(key, to);
    return run.clients()
        .get(EventBridgeDomainEvents.CLIENT)
        .putEvents(put ->
            put.entries(
                PutEventsRequestEntry.builder()
                    .source(source)
                    .eventBusName(bus)
                    .detailType("Send Transactional Message")
                    .detail(detail.replace('\'', '"'))
                    .build()));
  }

  private HttpResponse<String> post(String key, String to, String number) throws Exception {
    return send(
        "POST",
        "/messages",
        key,
        "{'to':{'address':'%s@example.com'},'template':'receipt','data':{'number':'%s'}}"
            .formatted(to, number));
  }

  private HttpResponse<String> send(String method, String path, String key, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(run.baseUrl().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String state(HttpResponse<String> answer) {
    JsonNode body = JsonMapper.shared().readTree(answer.body());
    return body.path("state").asString(answer.body());
  }
}
