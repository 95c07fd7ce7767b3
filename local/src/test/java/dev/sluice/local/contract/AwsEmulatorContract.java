package dev.sluice.local.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.lambda.AwsClients;
import dev.sluice.local.LocalRun;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.messaging.SqsWorkQueue;
import dev.sluice.secrets.LinkKeyProvider;
import dev.sluice.ses.SesSender;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sqs.model.Message;

/** The part of AWS that Sluice leans on, written once and run against each stand-in. */
abstract class AwsEmulatorContract {

  private String own = "";

  /** What one test writes must not meet what another did. */
  @BeforeEach
  void useOwnKeys() {
    own = UUID.randomUUID().toString();
  }

  /** Returns the run whose stand-ins are tested. */
  abstract LocalRun run();

  @Test
  @DisplayName("tables: a write against an old version fails and shows the item it lost to")
  void failsConditionalWriteOfAnOldVersion() {
    put("1", 0, Map.of("version", number(1)));
    put("1", 1, Map.of("version", number(2)));
    assertThatThrownBy(() -> put("1", 1, Map.of("version", number(3))))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            e -> assertThat(e.item()).containsEntry("version", number(2)));
  }

  @Test
  @DisplayName("tables: a sparse index lists what is due, in order")
  void listsDueItemsOfASparseIndex() {
    put("late", 0, Map.of("version", number(1), "dueAt", number(300)));
    put("soon", 0, Map.of("version", number(1), "dueAt", number(100)));
    put("idle", 0, Map.of("version", number(1)));
    QueryResponse due =
        clients()
            .get(DynamoTables.CLIENT)
            .query(r ->
                r.tableName(table())
                    .indexName("due")
                    .keyConditionExpression("kind = :kind AND dueAt <= :now")
                    .expressionAttributeValues(Map.of(":kind", text(own), ":now", number(200))));
    assertThat(due.items()).extracting(item -> item.get("id")).containsExactly(text("soon"));
  }

  @Test
  @DisplayName("tables: a query comes in pages that go on where the last one ended")
  void queriesPageByPage() {
    for (int i = 0; i < 5; i++) {
      put("p" + i, 0, Map.of("version", number(1)));
    }
    QueryResponse first = page(Map.of());
    QueryResponse second = page(first.lastEvaluatedKey());
    assertThat(first.items()).hasSize(3);
    assertThat(second.items()).hasSize(2);
    assertThat(second.lastEvaluatedKey()).isEmpty();
  }

  @Test
  @DisplayName("tables: a transaction changes all or nothing")
  void appliesTransactionsAtomically() {
    put("taken", 0, Map.of("version", number(1)));
    assertThatThrownBy(() ->
            clients()
                .get(DynamoTables.CLIENT)
                .transactWriteItems(r ->
                    r.transactItems(
                        w -> w.put(p -> p.tableName(table()).item(key("new"))),
                        w ->
                            w.put(p ->
                                p.tableName(table())
                                    .item(key("taken"))
                                    .conditionExpression("attribute_not_exists(id)")))))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(
            clients()
                .get(DynamoTables.CLIENT)
                .getItem(r -> r.tableName(table()).key(key("new")))
                .item())
        .isEmpty();
  }

  @Test
  @DisplayName("queues: a message is taken once, and gone when deleted")
  void deliversQueueMessagesUntilDeleted() {
    String queue =
        clients()
            .get(SqsWorkQueue.CLIENT)
            .createQueue(r -> r.queueName("contract-" + own))
            .queueUrl();
    var single =
        clients().get(SqsWorkQueue.CLIENT).sendMessage(r -> r.queueUrl(queue).messageBody("grüße"));
    var batch =
        clients()
            .get(SqsWorkQueue.CLIENT)
            .sendMessageBatch(r ->
                r.queueUrl(queue)
                    .entries(e -> e.id("a").messageBody("1"), e -> e.id("b").messageBody("2")));
    assertThat(batch.successful()).hasSize(2);

    List<Message> taken =
        clients()
            .get(SqsWorkQueue.CLIENT)
            .receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
            .messages();
    assertThat(taken).extracting(Message::body).containsExactlyInAnyOrder("grüße", "1", "2");
    assertThat(clients().get(SqsWorkQueue.CLIENT).receiveMessage(r -> r.queueUrl(queue)).messages())
        .isEmpty();
    taken.forEach(message -> {
      var deleted =
          clients()
              .get(SqsWorkQueue.CLIENT)
              .deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
    });
  }

  @Test
  @DisplayName("secrets: the link key has a current value")
  void returnsTheCurrentSecret() {
    String id =
        run()
            .stack()
            .function("TickFunction")
            .orElseThrow()
            .environment()
            .getOrDefault("SECRET", "");
    assertThat(
            clients()
                .get(LinkKeyProvider.CLIENT)
                .getSecretValue(r -> r.secretId(id))
                .secretString())
        .hasSize(64);
  }

  @Test
  @DisplayName("events: an event is taken and gets an id")
  void acceptsEvents() {
    var response =
        clients()
            .get(EventBridgeDomainEvents.CLIENT)
            .putEvents(r ->
                r.entries(
                    PutEventsRequestEntry.builder()
                        .source("sluice")
                        .detailType("Contract")
                        .detail("{}")
                        .build()));
    assertThat(response.failedEntryCount()).isZero();
    assertThat(response.entries().getFirst().eventId()).isNotBlank();
  }

  @Test
  @DisplayName("SES: a message with headers, tags and a configuration set is accepted")
  void acceptsSimpleMessages() {
    var response =
        clients()
            .get(SesSender.CLIENT)
            .sendEmail(r ->
                r.fromEmailAddress("news@sluice.example")
                    .destination(d -> d.toAddresses("ann@example.com"))
                    .configurationSetName("sluice-marketing")
                    .emailTags(MessageTag.builder().name("campaign").value("c-1").build())
                    .content(c ->
                        c.simple(s ->
                            s.subject(t -> t.data("Grüße"))
                                .body(b -> b.text(t -> t.data("Hi")).html(t -> t.data("<p>Hi</p>")))
                                .headers(
                                    MessageHeader.builder()
                                        .name("List-Unsubscribe")
                                        .value("<https://example.com/u/1>")
                                        .build()))));
    assertThat(response.messageId()).isNotBlank();
  }

  private AwsClients clients() {
    return run().clients();
  }

  private String table() {
    return run().stack().table("ThingsTable").orElseThrow().name();
  }

  private void put(String id, long expected, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> item = new java.util.HashMap<>(key(id));
    item.putAll(more);
    var unused =
        clients()
            .get(DynamoTables.CLIENT)
            .putItem(r ->
                r.tableName(table())
                    .item(item)
                    .conditionExpression("attribute_not_exists(id) OR version = :expected")
                    .expressionAttributeValues(Map.of(":expected", number(expected)))
                    .returnValuesOnConditionCheckFailure("ALL_OLD"));
  }

  private QueryResponse page(Map<String, AttributeValue> from) {
    return clients()
        .get(DynamoTables.CLIENT)
        .query(r -> {
          r.tableName(table())
              .keyConditionExpression("kind = :kind")
              .expressionAttributeValues(Map.of(":kind", text(own)))
              .limit(3);
          if (!from.isEmpty()) {
            r.exclusiveStartKey(from);
          }
        });
  }

  private Map<String, AttributeValue> key(String id) {
    return Map.of("kind", text(own), "id", text(id));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(String.valueOf(value));
  }
}
