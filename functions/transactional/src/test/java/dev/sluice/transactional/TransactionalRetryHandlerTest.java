package dev.sluice.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.memory.InMemoryMessageStore;
import dev.sluice.core.memory.InMemoryRuleStores;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.memory.InMemoryTemplateStore;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.transactional.IdempotencyKey;
import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.MessageRequest;
import dev.sluice.core.transactional.MessageState;
import dev.sluice.core.transactional.MessageTemplate;
import dev.sluice.core.transactional.Recipient;
import dev.sluice.core.transactional.RequestFingerprint;
import dev.sluice.core.transactional.RetryTask;
import dev.sluice.core.transactional.TemplateId;
import dev.sluice.core.transactional.TransactionalMessage;
import dev.sluice.lambda.CapturedLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The function that retries transactional mail")
class TransactionalRetryHandlerTest {

  private static final Path EVENTS = Path.of("..", "..", "events", "transactional-retry");

  /** The key of the message that the sample events name. */
  private static final MessageId ID = MessageId.of(new IdempotencyKey("order-2026-0017"));

  private static final MessageRequest REQUEST =
      new MessageRequest(
          new Recipient.AddressRecipient(new EmailAddress("buyer@example.com")),
          new TemplateId("receipt"),
          Map.of());

  private final InMemoryMessageStore messages = new InMemoryMessageStore();
  private final InMemoryTemplateStore templates = new InMemoryTemplateStore();
  private final List<EmailAddress> sent = new CopyOnWriteArrayList<>();
  private final List<RetryTask> retryTasks = new CopyOnWriteArrayList<>();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Deque<SendOutcome> answers = new ArrayDeque<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private final TransactionalRetryHandler handler =
      new TransactionalRetryHandler(
          new TransactionalModule(
              new SettableClock(Samples.NOON.plusSeconds(120)),
              messages,
              templates,
              new InMemorySubscribers(),
              new InMemoryRuleStores(),
              (_, to, _, _) -> () -> send(to.address()),
              (summons, _) -> retryTasks.add(summons),
              _ -> {}),
          executor,
          CapturedLog.to(logged));

  TransactionalRetryHandlerTest() {
    templates.save(new MessageTemplate(REQUEST.template(), "Receipt", "<p/>", "", Map.of(), true));
  }

  @AfterEach
  void stop() {
    executor.close();
  }

  @Test
  @DisplayName("sends a message that a crash left behind, and is done with the call")
  void sendsMessageLeftPendingByCrash() throws IOException {
    storePendingMessage();
    assertThat(failures("one-call")).isEmpty();
    assertThat(sent).containsExactly(new EmailAddress("buyer@example.com"));
    assertThat(messages.find(ID).orElseThrow().state()).isInstanceOf(MessageState.Accepted.class);
    assertThat(retryTasks).containsExactly(new RetryTask(ID, 2));
    assertThat(String.join("\n", logged)).contains("Accepted").doesNotContain("@");
  }

  @Test
  @DisplayName("is done with a call about a message that has its end, or was never stored")
  void ignoresFinishedAndUnknownMessages() throws IOException {
    assertThat(failures("one-call")).isEmpty();
    storePendingMessage();
    assertThat(failures("one-call")).isEmpty();
    assertThat(failures("one-call")).isEmpty();
    assertThat(sent).hasSize(1);
  }

  @Test
  @DisplayName("names a call that it cannot read as failed, and does the others of the batch")
  void reportsUnreadableTaskAndProcessesTheOthers() throws IOException {
    storePendingMessage();
    assertThat(failures("broken-call-among-good"))
        .containsExactly("059f36b4-87a3-44ab-83d2-661975830001");
    assertThat(sent).hasSize(1);
  }

  @Test
  @DisplayName("ends a message refused that SES always refuses, which holds up nothing")
  void marksPermanentlyRefusedMessage() throws IOException {
    storePendingMessage();
    answers.add(new SendOutcome.Refused("MessageRejected"));
    assertThat(failures("one-call")).isEmpty();
    assertThat(messages.find(ID).orElseThrow().state())
        .isEqualTo(new MessageState.Refused("MessageRejected", Samples.NOON.plusSeconds(120)));
  }

  private void storePendingMessage() {
    Optional<TransactionalMessage> none =
        messages.create(
            new TransactionalMessage(
                ID,
                RequestFingerprint.of(REQUEST),
                REQUEST.template(),
                Samples.NOON,
                new MessageState.Pending(REQUEST, 1, true, 0, Optional.empty())));
    assertThat(none).isEmpty();
  }

  private synchronized SendOutcome send(EmailAddress to) {
    sent.add(to);
    return answers.isEmpty() ? new SendOutcome.Accepted("ses-1") : answers.removeFirst();
  }

  private List<String> failures(String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(EVENTS.resolve(event + ".json"))) {
      handler.handleRequest(in, answer, CapturedLog.context());
    }
    JsonNode failed = JsonMapper.shared().readTree(answer.toByteArray()).path("batchItemFailures");
    return failed.valueStream().map(item -> item.path("itemIdentifier").stringValue()).toList();
  }
}
