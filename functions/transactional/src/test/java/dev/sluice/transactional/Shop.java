package dev.sluice.transactional;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.aws.json.Json;
import dev.sluice.aws.lambda.LoggedContext;
import dev.sluice.aws.transactional.TransactionalParts;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.Mailbox;
import dev.sluice.mail.TransactionalMail;
import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.memory.MemoryMessages;
import dev.sluice.scheduling.memory.MemoryRules;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.memory.MemoryTemplates;
import dev.sluice.scheduling.transactional.MessageTemplate;
import dev.sluice.scheduling.transactional.Summons;
import dev.sluice.scheduling.transactional.TemplateId;
import dev.sluice.scheduling.visit.SendOutcome;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The function over stores in memory and a scripted SES, spoken to in events. */
final class Shop {

  static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private static final Path EVENTS = Path.of("..", "..", "events", "transactional");
  private static final TransactionalMail MAIL =
      new TransactionalMail(Mailbox.parse("from", "Shop <service@shop.example>"), "transactional");

  final MemoryMessages messages = new MemoryMessages();
  final MemoryTemplates templates = new MemoryTemplates();
  final MemorySubscribers subscribers = new MemorySubscribers();
  final List<MailMessage> sent = new CopyOnWriteArrayList<>();
  final List<Summons> calls = new CopyOnWriteArrayList<>();
  final List<String> logged = new CopyOnWriteArrayList<>();

  /** What SES answers, one after the other; afterwards it accepts. */
  final Deque<SendOutcome> answers = new ArrayDeque<>();

  private final TransactionalHandler handler =
      new TransactionalHandler(
          new TransactionalParts(
              new SettableClock(NOW),
              messages,
              templates,
              subscribers,
              new MemoryRules(),
              (id, to, template, values) -> {
                MailMessage message = MAIL.compose(id, to.address(), template, values);
                return () -> send(message);
              },
              (summons, _) -> calls.add(summons),
              _ -> {}));

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

  Shop() {
    templates.put(
        new MessageTemplate(
            new TemplateId("receipt"),
            "Your receipt {{number}}",
            "<p>Thank you, {{firstName}}.</p><p>{{total}} on {{day}}{{#gift}},"
                + " wrapped{{/gift}}</p>",
            "",
            Map.of("firstName", "dear customer", "gift", "false"),
            true));
    subscribers.put(
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

  Answer http(String name) {
    return http(event(name));
  }

  Answer http(ObjectNode event) {
    JsonNode answer = JsonMapper.shared().readTree(invoke(event));
    return new Answer(
        answer.path("statusCode").intValue(),
        Json.parse(answer.path("body").stringValue()),
        answer.path("headers"));
  }

  /** Asks for a message with this body and key. */
  Answer post(String key, String body) {
    ObjectNode event = event("send-to-address").put("body", body);
    event.withObjectProperty("headers").put("idempotency-key", key);
    return http(event);
  }

  /** Writes a template with this body. */
  Answer put(String id, String body) {
    return http(event("write-template").put("rawPath", "/templates/" + id).put("body", body));
  }

  byte[] invoke(ObjectNode event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.toString().getBytes(UTF_8)),
          answer,
          LoggedContext.to(logged));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toByteArray();
  }

  private synchronized SendOutcome send(MailMessage message) {
    sent.add(message);
    return answers.isEmpty()
        ? new SendOutcome.Accepted("ses-" + sent.size())
        : answers.removeFirst();
  }
}
