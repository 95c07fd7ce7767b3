package dev.sluice.local.functions;

import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.clock.SystemClock;
import dev.sluice.local.functions.AwsCallListener.AwsCall;
import dev.sluice.local.functions.SimulationLoop.WorkSource;
import dev.sluice.local.template.EventSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands a queue's messages to a function, as Lambda's event source mapping does.
 *
 * <p>In virtual time it polls only after a message may have become visible; in real time also every
 * second, since other processes may send.
 */
final class QueuePoller implements WorkSource {

  /** SQS's limit on messages per receive. */
  private static final int MAX_RECEIVE = 10;

  private static final Duration REAL_POLL_EVERY = Duration.ofSeconds(1);

  private final Mapping mapping;
  private final FunctionHost host;
  private final SqsClient sqs;
  private final LocalClock clock;
  private final AtomicBoolean signalled = new AtomicBoolean(true);
  private final ConcurrentSkipListSet<Instant> visibleAt = new ConcurrentSkipListSet<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger gathered = new AtomicInteger();
  private Instant polled = Instant.EPOCH;

  /**
   * Which queue feeds which function.
   *
   * @param function the function's logical id
   * @param source the event
   * @param queueUrl the queue's URL
   * @param visibility how long a received message stays hidden
   */
  record Mapping(
      String function, EventSource.QueueBatch source, String queueUrl, Duration visibility) {}

  QueuePoller(Mapping mapping, FunctionHost host, SqsClient sqs, LocalClock clock) {
    this.mapping = mapping;
    this.host = host;
    this.sqs = sqs;
    this.clock = clock;
  }

  String queueUrl() {
    return mapping.queueUrl();
  }

  /** Records that a message becomes visible at {@code instant}. */
  void expectMessagesAt(Instant instant) {
    Instant now = clock.instant();
    Duration window = mapping.source().window();
    boolean full = gathered.incrementAndGet() >= mapping.source().batchSize();
    if (instant.isAfter(now)) {
      visibleAt.add(instant);
    } else if (!full && window.isPositive()) {
      visibleAt.add(now.plus(window));
    } else {
      signalled.set(true);
    }
    clock.signalNewWork();
  }

  @Override
  public boolean startDue() throws InterruptedException {
    if (!mayHaveMessages()) {
      return false;
    }
    boolean started = false;
    int capacity = freeCapacity();
    while (capacity > 0) {
      int count = Math.min(MAX_RECEIVE * batchesPerReceive(), capacity);
      List<Message> messages = gather(count);
      start(messages);
      started |= !messages.isEmpty();
      if (messages.size() < count) {
        return started;
      }
      capacity = freeCapacity();
    }
    signalled.set(true);
    return started;
  }

  @Override
  public Optional<Instant> nextDue() {
    Optional<Instant> earliest =
        Optional.ofNullable(visibleAt.isEmpty() ? null : visibleAt.first());
    return clock instanceof SystemClock ? Optional.of(polled.plus(REAL_POLL_EVERY)) : earliest;
  }

  private boolean mayHaveMessages() {
    Instant now = clock.instant();
    boolean due = signalled.getAndSet(false) | visibleAt.headSet(now, true).pollFirst() != null;
    visibleAt.headSet(now, true).clear();
    return due || (clock instanceof SystemClock && !polled.plus(REAL_POLL_EVERY).isAfter(now));
  }

  private int freeCapacity() {
    int free = mapping.source().maximumConcurrency() - inFlight.get();
    return Math.max(0, free) * mapping.source().batchSize();
  }

  /** SQS returns ten messages per receive; a batch may hold more. */
  private int batchesPerReceive() {
    return Math.ceilDiv(mapping.source().batchSize(), MAX_RECEIVE);
  }

  private List<Message> gather(int count) {
    List<Message> all = new ArrayList<>();
    int asked;
    int got;
    do {
      asked = Math.min(MAX_RECEIVE, count - all.size());
      List<Message> messages = receive(asked);
      got = messages.size();
      all.addAll(messages);
    } while (got == asked && all.size() < count);
    int taken = all.size();
    int unused = gathered.updateAndGet(known -> Math.max(0, known - taken));
    return all;
  }

  private List<Message> receive(int count) {
    polled = clock.instant();
    return sqs.receiveMessage(r ->
            r.queueUrl(mapping.queueUrl())
                .maxNumberOfMessages(count)
                .messageSystemAttributeNamesWithStrings("ApproximateReceiveCount"))
        .messages();
  }

  private void start(List<Message> messages) throws InterruptedException {
    int size = mapping.source().batchSize();
    for (int from = 0; from < messages.size(); from += size) {
      List<Message> batch = messages.subList(from, Math.min(messages.size(), from + size));
      Instant hiddenUntil = clock.instant().plus(mapping.visibility());
      inFlight.incrementAndGet();
      host.recordUse(mapping.function(), mapping.source().name());
      host.start(mapping.function(), event(batch), outcome -> finish(batch, outcome, hiddenUntil));
    }
  }

  private void finish(List<Message> batch, FunctionHost.Outcome outcome, Instant hiddenUntil) {
    try {
      List<Message> done =
          switch (outcome) {
            case FunctionHost.Outcome.Failed failed -> List.of();
            case FunctionHost.Outcome.Answered answered -> succeeded(batch, answered.answer());
          };
      if (!done.isEmpty()) {
        delete(done);
      }
      if (done.size() < batch.size()) {
        expectMessagesAt(hiddenUntil);
      }
    } finally {
      inFlight.decrementAndGet();
      clock.signalNewWork();
    }
  }

  /** Returns the messages to delete; none if the report is invalid, so that all are retried. */
  private List<Message> succeeded(List<Message> batch, byte[] answer) {
    if (!mapping.source().partialFailures() || answer.length == 0) {
      return batch;
    }
    Set<String> failed = new HashSet<>();
    try {
      for (JsonNode item : JsonMapper.shared().readTree(answer).path("batchItemFailures")) {
        failed.add(item.path("itemIdentifier").asString(""));
      }
    } catch (JacksonException e) {
      return List.of();
    }
    Set<String> known = new HashSet<>(batch.stream().map(Message::messageId).toList());
    return known.containsAll(failed)
        ? batch.stream().filter(message -> !failed.contains(message.messageId())).toList()
        : List.of();
  }

  private void delete(List<Message> messages) {
    for (int from = 0; from < messages.size(); from += MAX_RECEIVE) {
      deleteBatch(messages.subList(from, Math.min(messages.size(), from + MAX_RECEIVE)));
    }
  }

  private void deleteBatch(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(message.receiptHandle())
              .build());
    }
    sqs.deleteMessageBatch(r -> r.queueUrl(mapping.queueUrl()).entries(entries));
  }

  private byte[] event(List<Message> batch) {
    var event = JsonMapper.shared().createObjectNode();
    var records = event.putArray("Records");
    for (Message message : batch) {
      records
          .addObject()
          .put("messageId", message.messageId())
          .put("receiptHandle", message.receiptHandle())
          .put("body", message.body())
          .put("md5OfBody", message.md5OfBody())
          .put("eventSource", "aws:sqs")
          .put("eventSourceARN", mapping.source().queueArn())
          .put("awsRegion", "us-east-1")
          .putObject("attributes")
          .put(
              "ApproximateReceiveCount",
              message.attributesAsStrings().getOrDefault("ApproximateReceiveCount", "1"));
    }
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Signals the pollers of a queue when a message is sent to it, so that they need not poll. */
  static final class QueueSignals implements AwsCallListener {

    private final InstantSource clock;
    private final List<QueuePoller> pollers = new CopyOnWriteArrayList<>();

    QueueSignals(InstantSource clock) {
      this.clock = clock;
    }

    void add(QueuePoller poller) {
      pollers.add(poller);
    }

    @Override
    public void afterCall(AwsCall call) {
      SdkRequest request = call.request();
      switch (request) {
        case SendMessageRequest send -> signalPollers(send.queueUrl(), send.delaySeconds());
        case SendMessageBatchRequest batch ->
            batch.entries().forEach(entry -> signalPollers(batch.queueUrl(), entry.delaySeconds()));
        case ChangeMessageVisibilityRequest change ->
            signalPollers(change.queueUrl(), change.visibilityTimeout());
        default -> {}
      }
    }

    private void signalPollers(
        String queueUrl, @org.jspecify.annotations.Nullable Integer delaySeconds) {
      Duration delay = Duration.ofSeconds(Optional.ofNullable(delaySeconds).orElse(0));
      Instant visible = clock.instant().plus(delay);
      pollers.stream()
          .filter(poller -> poller.queueUrl().equals(queueUrl))
          .forEach(poller -> poller.expectMessagesAt(visible));
    }
  }
}
