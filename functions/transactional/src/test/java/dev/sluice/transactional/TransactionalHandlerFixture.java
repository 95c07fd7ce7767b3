package dev.sluice.transactional;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.memory.InMemoryMessageStore;
import dev.sluice.core.memory.InMemoryRuleStores;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.memory.InMemoryTemplateStore;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.transactional.MessageTemplate;
import dev.sluice.core.transactional.RetryTask;
import dev.sluice.core.transactional.TemplateId;
import dev.sluice.json.Json;
import dev.sluice.lambda.CapturedLog;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.MailboxAddress;
import dev.sluice.mail.TransactionalMessageComposer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The function over stores in memory and a scripted SES, spoken to in events. */
final class TransactionalHandlerFixture {

  static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private static final Path EVENTS = Path.of("..", "..", "events", "transactional");
  private static final TransactionalMessageComposer MAIL =
      new TransactionalMessageComposer(
          MailboxAddress.parse("from", "Shop <service@shop.example>"), "transactional");

  final InMemoryMessageStore messages = new InMemoryMessageStore();
  final InMemoryTemplateStore templates = new InMemoryTemplateStore();
  final InMemorySubscribers subscribers = new InMemorySubscribers();
  final List<MailMessage> sent = new CopyOnWriteArrayList<>();
  final List<RetryTask> retryTasks = new CopyOnWriteArrayList<>();
  final List<String> logged = new CopyOnWriteArrayList<>();

  /** What SES answers, one after the other; afterwards it accepts. */
  final Deque<SendOutcome> sesOutcomes = new ArrayDeque<>();

  private final TransactionalHandler handler =
      new TransactionalHandler(
          new TransactionalModule(
              new SettableClock(NOW),
              messages,
              templates,
              subscribers,
              new InMemoryRuleStores(),
              (id, to, template, values) -> {
                MailMessage message = MAIL.compose(id, to.address(), template, values);
                return () -> send(message);
              },
              (summons, _) -> retryTasks.add(summons),
              _ -> {}),
          CapturedLog.to(logged));

  /** A status, a body and headers. */
  record Answer(int status, JsonNode body, JsonNode headers) {

    Answer expect(int expected) {
      Assertions.assertThat(status).as("%s", body).isEqualTo(expected);
      return this;
    }

    String text(String pointer) {
      return body.at(pointer).asString("absent");
    }
  }

  TransactionalHandlerFixture() {
    templates.save(
        new MessageTemplate(
            new TemplateId("receipt"),
            "Your receipt {{number}}",
            "<p>Thank you, {{firstName}}.</p><p>{{total}} on {{day}}{{#gift}},"
                + " wrapped{{/gift}}</p>",
            "",
            Map.of("firstName", "dear customer", "gift", "false"),
            true));
    subscribers.save(
        new Subscriber(
            new SubscriberId("reader-1"),
            new EmailAddress("reader-1@example.com"),
            Optional.empty(),
            Optional.empty(),
            LifecycleStage.ACTIVE,
            Map.of("firstName", new AttributeValue.Text("Zoé"))));
  }

  static ObjectNode event(String name) {
    try {
      byte[] event = Files.readAllBytes(EVENTS.resolve(name + ".json"));
      return JsonMapper.shared().readTree(event).asObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer callHttp(String name) {
    return callHttp(event(name));
  }

  Answer callHttp(ObjectNode event) {
    JsonNode answer = JsonMapper.shared().readTree(invoke(event));
    return new Answer(
        answer.path("statusCode").intValue(),
        Json.parse(answer.path("body").stringValue()),
        answer.path("headers"));
  }

  /** Asks for a message with this body and key. */
  Answer postMessage(String key, String body) {
    ObjectNode event = event("send-to-address").put("body", body);
    event.withObjectProperty("headers").put("idempotency-key", key);
    return callHttp(event);
  }

  /** Writes a template with this body. */
  Answer putTemplate(String id, String body) {
    ObjectNode event = event("write-template").put("body", body);
    event.withObjectProperty("pathParameters").put("id", id);
    return callHttp(event);
  }

  Set<String> routeKeys() {
    return handler.router(CapturedLog.to(logged)).keys();
  }

  byte[] invoke(ObjectNode event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.toString().getBytes(UTF_8)), answer, CapturedLog.context());
    return answer.toByteArray();
  }

  private synchronized SendOutcome send(MailMessage message) {
    sent.add(message);
    return sesOutcomes.isEmpty()
        ? new SendOutcome.Accepted("ses-" + sent.size())
        : sesOutcomes.removeFirst();
  }
}
