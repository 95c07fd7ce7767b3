package dev.sluice.verification.alarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.local.LocalRun;
import dev.sluice.local.LocalRunBuilder;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.functions.AwsCallListener;
import dev.sluice.local.functions.AwsCallListener.AwsCall;
import dev.sluice.local.functions.FunctionInvocationException;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.ResolvedStack.QueueSpec;
import dev.sluice.local.template.SamTemplate;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.messaging.SqsWorkQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A run of template.yaml in virtual time whose alarms can be evaluated. */
final class AlarmRun implements AutoCloseable {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final Path EVENTS = Path.of("..", "events");
  private static final PhysicalNames NAMES = PhysicalNames.local("http://127.0.0.1:3000");

  private final VirtualClock clock = new VirtualClock(START);
  private final Metrics metrics = new Metrics(clock);
  private final AtomicReference<String> reentrant = new AtomicReference<>("");
  private final AtomicReference<byte[]> sampleEvent = new AtomicReference<>(new byte[0]);
  private final Map<String, Instant> notEmptySince = new HashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalRun run;

  private AlarmRun(SamTemplate template, Consumer<LocalRunBuilder> settings) throws IOException {
    LocalRunBuilder builder =
        LocalRun.of(template).clock(clock).listener(metrics.andThen(new Reentry()));
    settings.accept(builder);
    this.run = builder.start();
  }

  static AlarmRun start() throws IOException {
    return start(_ -> {});
  }

  static AlarmRun start(Consumer<LocalRunBuilder> settings) throws IOException {
    return new AlarmRun(SamTemplate.load(ProjectTemplate.PATH), settings);
  }

  /** Starts a run in which each function may run once at a time. */
  static AlarmRun startWithoutConcurrency() throws IOException {
    String yaml =
        Files.readString(ProjectTemplate.PATH)
            .replaceAll("(?m)^ +ReservedConcurrentExecutions: .*\\n", "")
            .replaceAll("(?m)^( +)(Handler: .*)$", "$1$2\n$1ReservedConcurrentExecutions: 1");
    return new AlarmRun(SamTemplate.parse(yaml), _ -> {});
  }

  LocalRun run() {
    return run;
  }

  /** Returns the alarms of the template by logical id. */
  static Map<String, Alarm> alarms() {
    try {
      Map<String, String> parameters =
          Map.of(
              "SenderAddress", "news@sluice.example",
              "SenderIdentity", "sluice.example",
              "PostalAddress", "1 Lock Lane, Watergate",
              "LinkBaseUrl", "https://mail.sluice.example");
      Map<String, Alarm> alarms = new TreeMap<>();
      SamTemplate.load(ProjectTemplate.PATH)
          .withParameters(parameters)
          .propertiesOf("AWS::CloudWatch::Alarm", NAMES)
          .forEach((id, properties) -> alarms.put(id, Alarm.parse(id, properties)));
      return alarms;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Alarm.State> states() {
    Map<String, Alarm.State> states = new TreeMap<>();
    alarms().forEach((id, alarm) -> states.put(id, alarm.evaluate(metrics, clock.instant())));
    return states;
  }

  /** Lets time pass; SQS publishes its metrics every minute. */
  void runFor(int minutes) throws InterruptedException {
    for (int i = 0; i < minutes; i++) {
      run.runFor(Duration.ofMinutes(1));
      run.stack().queues().forEach(this::publishQueueMetrics);
    }
  }

  private void publishQueueMetrics(QueueSpec queue) {
    Map<QueueAttributeName, String> attributes =
        sqs()
            .getQueueAttributes(request ->
                request.queueUrl(url(queue.name())).attributeNames(QueueAttributeName.ALL))
            .attributes();
    int visible =
        Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    int received =
        Integer.parseInt(
            attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    // Exact as long as no message is deleted, as in the scenarios that evaluate it.
    if (visible + received == 0) {
      notEmptySince.remove(queue.name());
    }
    Instant since =
        visible + received == 0
            ? clock.instant()
            : notEmptySince.computeIfAbsent(queue.name(), _ -> clock.instant());
    String dimension = "QueueName";
    metrics.record(
        "AWS/SQS", "ApproximateNumberOfMessagesVisible", dimension, queue.name(), visible);
    metrics.record(
        "AWS/SQS",
        "ApproximateAgeOfOldestMessage",
        dimension,
        queue.name(),
        Duration.between(since, clock.instant()).toSeconds());
  }

  void enqueue(String queue, String body) {
    String name = run.stack().queue(queue).orElseThrow().name();
    sqs().sendMessage(request -> request.queueUrl(url(name)).messageBody(body));
  }

  /** Puts an event that requests a message and lacks everything that a request needs. */
  void putBrokenMessageRequest(String source) {
    run.clients()
        .get(EventBridgeDomainEvents.CLIENT)
        .putEvents(put ->
            put.entries(
                PutEventsRequestEntry.builder()
                    .source(source)
                    .eventBusName("sluice-message-requests")
                    .detailType("Send Transactional Message")
                    .detail("{}")
                    .build()));
  }

  /** Invokes a function with what is no event of its trigger. */
  void invokeWithBrokenEvent(String function) {
    try {
      byte[] unused = run.invoke(function, "broken".getBytes(UTF_8));
    } catch (FunctionInvocationException expected) {
      // Recorded by the listener.
    }
  }

  /** Invokes a function with a sample event and, while it runs, once more. */
  void invokeTwiceAtOnce(String function, String sample) throws IOException {
    byte[] event = Files.readAllBytes(EVENTS.resolve(sample));
    reentrant.set(function);
    sampleEvent.set(event);
    byte[] unused = run.invoke(function, event);
  }

  /** Returns the status of a request; API Gateway publishes 5xx. */
  int request(String method, String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(run.baseUrl().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .build(),
            BodyHandlers.ofString());
    metrics.record("AWS/ApiGateway", "5xx", "ApiId", "localapi", response.statusCode() / 500);
    return response.statusCode();
  }

  private SqsClient sqs() {
    return run.clients().get(SqsWorkQueue.CLIENT);
  }

  private String url(String queueName) {
    return sqs().getQueueUrl(request -> request.queueName(queueName)).queueUrl();
  }

  @Override
  public void close() {
    http.close();
    run.close();
  }

  /** Invokes a function while it makes its first call of AWS. */
  private final class Reentry implements AwsCallListener {
    @Override
    public void afterCall(AwsCall call) {
      if (reentrant.get().equals(call.function())) {
        reentrant.set("");
        try {
          byte[] unused = run.invoke(call.function(), sampleEvent.get());
        } catch (FunctionInvocationException expected) {
          // Recorded by the other listener.
        }
      }
    }
  }
}
