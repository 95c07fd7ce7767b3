package dev.sluice.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

@DisplayName("Queues in the run's time")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SqsEmulatorTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-05T08:00:00Z"));
  private SqsEmulator store;
  private SqsClient sqs;

  @BeforeAll
  void start() {
    store = SqsEmulator.start(now::get);
    sqs = store.client();
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  @DisplayName("hide a received message until its visibility timeout has passed in the run's time")
  void hidesReceivedMessages() {
    String queue = queue("visibility");
    var sent = sqs.sendMessage(r -> r.queueUrl(queue).messageBody("grüße"));
    assertThat(sent.messageId()).isNotBlank();

    assertThat(bodies(queue)).containsExactly("grüße");
    pass(Duration.ofSeconds(30).minusMillis(1));
    assertThat(bodies(queue)).isEmpty();
    pass(Duration.ofMillis(1));
    Message again = receive(queue).getFirst();
    assertThat(again.attributesAsStrings()).containsEntry("ApproximateReceiveCount", "2");

    var deleted = sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(again.receiptHandle()));
    pass(Duration.ofDays(1));
    assertThat(bodies(queue)).isEmpty();
  }

  @Test
  @DisplayName("deliver a delayed message when its delay has passed in the run's time")
  void delaysMessages() {
    String queue = queue("delay");
    var sent = sqs.sendMessage(r -> r.queueUrl(queue).messageBody("later").delaySeconds(900));
    pass(Duration.ofMinutes(15).minusMillis(1));
    assertThat(bodies(queue)).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(bodies(queue)).containsExactly("later");
  }

  @Test
  @DisplayName("take and give batches of ten, and delete them")
  void handlesBatchesOfTen() {
    String queue = queue("batches");
    var sent =
        sqs.sendMessageBatch(r ->
            r.queueUrl(queue)
                .entries(e -> e.id("a").messageBody("1"), e -> e.id("b").messageBody("2")));
    assertThat(sent.successful()).extracting(e -> e.id()).containsExactly("a", "b");
    List<Message> received = receive(queue);
    var deleted =
        sqs.deleteMessageBatch(r ->
            r.queueUrl(queue)
                .entries(
                    e -> e.id("x").receiptHandle(received.getFirst().receiptHandle()),
                    e -> e.id("y").receiptHandle("nonsense")));
    assertThat(deleted.successful()).extracting(e -> e.id()).containsExactly("x");
    assertThat(deleted.failed()).extracting(e -> e.id()).containsExactly("y");
  }

  @Test
  @DisplayName("give back what is made visible again")
  void returnsMessagesMadeVisible() {
    String queue = queue("give-back");
    var sent = sqs.sendMessage(r -> r.queueUrl(queue).messageBody("x"));
    String receipt = receive(queue).getFirst().receiptHandle();
    var changed =
        sqs.changeMessageVisibility(
            r -> r.queueUrl(queue).receiptHandle(receipt).visibilityTimeout(0));
    assertThat(bodies(queue)).containsExactly("x");
  }

  @Test
  @DisplayName("move messages that were received too often to the dead-letter queue")
  void movesMessagesToTheDeadLetterQueue() {
    String dead = queue("dead");
    String queue = queue("alive");
    var set =
        sqs.setQueueAttributes(r ->
            r.queueUrl(queue)
                .attributes(
                    Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\","
                            + "\"maxReceiveCount\":2}")));
    var sent = sqs.sendMessage(r -> r.queueUrl(queue).messageBody("poison"));
    for (int i = 0; i < 2; i++) {
      assertThat(bodies(queue)).hasSize(1);
      pass(Duration.ofSeconds(30));
    }
    assertThat(bodies(queue)).isEmpty();
    assertThat(bodies(dead)).containsExactly("poison");
  }

  @Test
  @DisplayName("answer what is not on the hot path from ElasticMQ's own server")
  void forwardsOtherCallsToElasticMq() {
    String queue = queue("rest");
    assertThat(sqs.getQueueUrl(r -> r.queueName("rest")).queueUrl()).isEqualTo(queue);
    assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(queue + "-no").messageBody("x")))
        .isInstanceOf(QueueDoesNotExistException.class);
    assertThatThrownBy(() -> sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(11)))
        .isInstanceOf(SqsException.class);
  }

  @Test
  @DisplayName("can be reached by other processes")
  void isReachableByOtherProcesses() {
    String queue = queue("others");
    SqsClient other = EmulatorClients.sqs(EmulatorClients.Target.at(store.endpoint()));
    var sent = sqs.sendMessage(r -> r.queueUrl(queue).messageBody("shared"));
    assertThat(other.receiveMessage(r -> r.queueUrl(queue)).messages())
        .extracting(Message::body)
        .containsExactly("shared");
  }

  private String queue(String name) {
    return sqs.createQueue(
            r -> r.queueName(name).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")))
        .queueUrl();
  }

  private List<String> bodies(String queue) {
    return receive(queue).stream().map(Message::body).toList();
  }

  private List<Message> receive(String queue) {
    return sqs.receiveMessage(r ->
            r.queueUrl(queue)
                .maxNumberOfMessages(10)
                .messageSystemAttributeNamesWithStrings("ApproximateReceiveCount"))
        .messages();
  }

  private void pass(Duration duration) {
    Instant unused = now.updateAndGet(instant -> instant.plus(duration));
  }
}
