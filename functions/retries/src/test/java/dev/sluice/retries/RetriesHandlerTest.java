package dev.sluice.retries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.lambda.LoggedContext;
import dev.sluice.aws.transactional.TransactionalParts;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.memory.MemoryMessages;
import dev.sluice.scheduling.memory.MemoryRules;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.memory.MemoryTemplates;
import dev.sluice.scheduling.transactional.Fingerprint;
import dev.sluice.scheduling.transactional.IdempotencyKey;
import dev.sluice.scheduling.transactional.MessageId;
import dev.sluice.scheduling.transactional.MessageRequest;
import dev.sluice.scheduling.transactional.MessageState;
import dev.sluice.scheduling.transactional.MessageTemplate;
import dev.sluice.scheduling.transactional.Recipient;
import dev.sluice.scheduling.transactional.Summons;
import dev.sluice.scheduling.transactional.TemplateId;
import dev.sluice.scheduling.transactional.TransactionalMessage;
import dev.sluice.scheduling.visit.SendOutcome;
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
class RetriesHandlerTest {

  private static final Path EVENTS = Path.of("..", "..", "events", "retries");

  /** The key of the message that the sample events name. */
  private static final MessageId ID = MessageId.of(new IdempotencyKey("order-2026-0017"));

  private static final MessageRequest REQUEST =
      new MessageRequest(
          new Recipient.Bare(new EmailAddress("buyer@example.com")),
          new TemplateId("receipt"),
          Map.of());

  private final MemoryMessages messages = new MemoryMessages();
  private final MemoryTemplates templates = new MemoryTemplates();
  private final List<EmailAddress> sent = new CopyOnWriteArrayList<>();
  private final List<Summons> calls = new CopyOnWriteArrayList<>();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Deque<SendOutcome> answers = new ArrayDeque<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private final RetriesHandler handler =
      new RetriesHandler(
          new TransactionalParts(
              new SettableClock(Samples.NOON.plusSeconds(120)),
              messages,
              templates,
              new MemorySubscribers(),
              new MemoryRules(),
              (_, to, _, _) -> () -> send(to.address()),
              (summons, _) -> calls.add(summons),
              _ -> {}),
          executor);

  RetriesHandlerTest() {
    templates.put(new MessageTemplate(REQUEST.template(), "Receipt", "<p/>", "", Map.of(), true));
  }

  @AfterEach
  void stop() {
    executor.close();
  }

  @Test
  @DisplayName("sends a message that a crash left behind, and is done with the call")
  void sendsWhatWasLeftBehind() throws IOException {
    pending();
    assertThat(failures("one-call")).isEmpty();
    assertThat(sent).containsExactly(new EmailAddress("buyer@example.com"));
    assertThat(messages.read(ID).orElseThrow().state()).isInstanceOf(MessageState.Accepted.class);
    assertThat(calls).containsExactly(new Summons(ID, 2));
    assertThat(String.join("\n", logged)).contains("Accepted").doesNotContain("@");
  }

  @Test
  @DisplayName("is done with a call about a message that has its end, or was never stored")
  void nothingToDo() throws IOException {
    assertThat(failures("one-call")).isEmpty();
    pending();
    assertThat(failures("one-call")).isEmpty();
    assertThat(failures("one-call")).isEmpty();
    assertThat(sent).hasSize(1);
  }

  @Test
  @DisplayName("names a call that it cannot read as failed, and does the others of the batch")
  void poison() throws IOException {
    pending();
    assertThat(failures("broken-call-among-good"))
        .containsExactly("059f36b4-87a3-44ab-83d2-661975830001");
    assertThat(sent).hasSize(1);
  }

  @Test
  @DisplayName("ends a message refused that SES always refuses, which holds up nothing")
  void refused() throws IOException {
    pending();
    answers.add(new SendOutcome.Refused("MessageRejected"));
    assertThat(failures("one-call")).isEmpty();
    assertThat(messages.read(ID).orElseThrow().state())
        .isEqualTo(new MessageState.Refused("MessageRejected", Samples.NOON.plusSeconds(120)));
  }

  private void pending() {
    Optional<TransactionalMessage> none =
        messages.create(
            new TransactionalMessage(
                ID,
                Fingerprint.of(REQUEST),
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
      handler.handleRequest(in, answer, LoggedContext.to(logged));
    }
    JsonNode failed = JsonMapper.shared().readTree(answer.toByteArray()).path("batchItemFailures");
    return failed.valueStream().map(item -> item.path("itemIdentifier").stringValue()).toList();
  }
}
