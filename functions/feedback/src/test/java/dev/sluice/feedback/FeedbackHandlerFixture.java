package dev.sluice.feedback;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.feedback.FeedbackService;
import dev.sluice.core.feedback.SoftBounceLimit;
import dev.sluice.core.memory.InMemoryShardStore;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.lambda.CapturedLog;
import dev.sluice.mail.MessageTags;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkKey;
import dev.sluice.mail.link.LinkKeys;
import dev.sluice.mail.link.LinkTokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Anna, who was sent the campaign "spring", and the function that hears what became of it. */
final class FeedbackHandlerFixture {

  static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  static final SubscriberId ANNA = new SubscriberId("anna");
  static final CampaignId SPRING = new CampaignId("spring");
  static final String LINKS = "https://mail.sluice.example";

  private static final Path DOCUMENTED = Path.of("src", "test", "resources", "ses");
  private static final JsonMapper JSON = JsonMapper.shared();

  final InMemorySubscribers subscribers = new InMemorySubscribers();
  final List<String> logged = new ArrayList<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final SettableClock clock = new SettableClock(NOW);
  private final LinkKeys keys = new LinkKeys(key(), Optional.empty());
  private final LinkTokens links = new LinkTokens(() -> keys, Duration.ofDays(400), clock);

  FeedbackHandlerFixture() {
    subscribers.save(anna());
    SubscriberState sent =
        Samples.withSend(state(), Samples.sent(SPRING.value(), NOW.minus(Duration.ofMinutes(5))));
    var unused = subscribers.commit(sent);
  }

  private static Subscriber anna() {
    return new Subscriber(
        ANNA,
        new EmailAddress("recipient@example.com"),
        Optional.empty(),
        Optional.empty(),
        LifecycleStage.ACTIVE,
        Map.of());
  }

  SubscriberState state() {
    return subscribers.find(ANNA).orElseThrow().state();
  }

  SendRecord sendRecord() {
    return state().findSend(SPRING).orElseThrow();
  }

  /** Returns an event as documented, with the tags of Anna's message. */
  ObjectNode documentedEvent(String name) throws IOException {
    ObjectNode event =
        (ObjectNode) JSON.readTree(Files.readAllBytes(DOCUMENTED.resolve(name + ".json")));
    tags(event).putArray(MessageTags.KIND).add(MessageTags.MARKETING);
    tags(event).putArray(MessageTags.CAMPAIGN).add(SPRING.value());
    tags(event).putArray(MessageTags.SUBSCRIBER).add(subscriberTag());
    return event;
  }

  /** Tokens are made without randomness: those of the sample events are signed with this key. */
  String subscriberTag() {
    return links.sign(LinkClaims.feedback(ANNA.value()));
  }

  static ObjectNode tags(JsonNode event) {
    return (ObjectNode) event.path("detail").path("mail").path("tags");
  }

  /** Hands events over in one batch and returns the messages that are to come again. */
  List<String> handleEvents(List<? extends JsonNode> events) throws IOException {
    ObjectNode batch = JSON.createObjectNode();
    ArrayNode records = batch.putArray("Records");
    events.forEach(event ->
        records
            .addObject()
            .put("messageId", "m" + messages.incrementAndGet())
            .put("body", event.toString()));
    return handle(JSON.writeValueAsBytes(batch));
  }

  List<String> handle(byte[] batch) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      handler(executor)
          .handleRequest(new ByteArrayInputStream(batch), answer, CapturedLog.context());
    }
    JsonNode failures = JSON.readTree(answer.toByteArray()).path("batchItemFailures");
    return failures.valueStream().map(item -> item.path("itemIdentifier").stringValue()).toList();
  }

  private FeedbackHandler handler(ExecutorService executor) {
    return new FeedbackHandler(
        new SesEventParser(new MessageOwnerResolver(links), LINKS),
        new FeedbackService(
            clock,
            executor,
            subscribers,
            new InMemoryShardStore(),
            DomainEventPublisher.NO_OP,
            SoftBounceLimit.DEFAULT),
        CapturedLog.to(logged));
  }

  private static LinkKey key() {
    byte[] secret = new byte[LinkKey.MIN_SECRET_BYTES];
    Arrays.fill(secret, (byte) 1);
    return LinkKey.of(secret);
  }
}
