package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.TestTemplate;
import dev.sluice.local.functions.PermissionRecorder.UsedPermission;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.messaging.SqsWorkQueue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("A local run in virtual time")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocalRunTest {

  private LocalRun run;

  @BeforeAll
  void start() throws IOException {
    run = LocalRun.of(TestTemplate.template()).clock(new VirtualClock(TestTemplate.START)).start();
  }

  @AfterAll
  void stop() {
    run.close();
  }

  @Test
  @DisplayName("takes work from a schedule through the queue to mail, in the run's time")
  void passesWorkFromScheduleToMail() throws InterruptedException {
    Instant before = run.clock().instant();
    todo("ann", "bob", "cid", "dan", "eve");

    boolean all = run.advanceUntil(() -> mailsTo("example.com") >= 5, Duration.ofMinutes(10));

    assertThat(all).isTrue();
    assertThat(run.mailbox().messages())
        .extracting(ReceivedMessage::subject)
        .contains("Hello ann", "Hello bob", "Hello cid", "Hello dan", "Hello eve");
    assertThat(run.mailbox().messages())
        .allSatisfy(m -> assertThat(m.at()).isEqualTo(before.plus(Duration.ofMinutes(2))))
        .allSatisfy(m -> assertThat(m.configurationSet()).contains("sluice-marketing"));
    assertThat(run.usedEvents()).contains("TickFunction.EveryMinute", "WorkFunction.Work");
  }

  @Test
  @DisplayName("moves a message that fails three times to the dead-letter queue")
  void movesFailingMessagesToTheDeadLetterQueue() throws InterruptedException {
    todo("fail-1");
    run.runFor(Duration.ofMinutes(10));

    String url = run.stack().queue("DeadLetterQueue").orElseThrow().name();
    var dead =
        run.clients()
            .get(SqsWorkQueue.CLIENT)
            .receiveMessage(r ->
                r.queueUrl(
                    run.clients()
                        .get(SqsWorkQueue.CLIENT)
                        .getQueueUrl(u -> u.queueName(url))
                        .queueUrl()));
    assertThat(dead.messages()).extracting(m -> m.body()).containsExactly("fail-1");
  }

  @Test
  @DisplayName("knows which permissions the functions needed")
  void recordsUsedPermissions() throws InterruptedException {
    todo("zoe");
    run.runFor(Duration.ofMinutes(3));

    String table = "arn:aws:dynamodb:us-east-1:000000000000:table/sluice-ThingsTable";
    assertThat(run.usedPermissions())
        .contains(
            new UsedPermission("TickFunction", "dynamodb:Query", table),
            new UsedPermission(
                "TickFunction",
                "sqs:SendMessage",
                "arn:aws:sqs:us-east-1:000000000000:sluice-WorkQueue"),
            new UsedPermission(
                "WorkFunction",
                "ses:SendEmail",
                "arn:aws:ses:us-east-1:000000000000:configuration-set/sluice-marketing"))
        .noneMatch(used -> used.function().equals("outside"));
  }

  @Test
  @Tag("integration")
  @DisplayName("passes two weeks of idle minutes with less than a minute of work")
  void simulatesAnIdleFortnightQuickly() throws InterruptedException {
    Duration before = workOfThisProcess();
    run.runFor(Duration.ofDays(14));
    Duration work = workOfThisProcess().minus(before);
    System.out.println("two weeks of 20,160 idle invocations took " + work + " of processor time");
    assertThat(work).isLessThan(Duration.ofSeconds(60));
  }

  /** Processor time and not wall time: machines that build are busy. */
  private static Duration workOfThisProcess() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private long mailsTo(String domain) {
    return run.mailbox().messages().stream()
        .filter(m -> m.to().getFirst().endsWith(domain))
        .count();
  }

  private void todo(String... ids) {
    for (String id : List.of(ids)) {
      var unused =
          run.dynamoDb()
              .putItem(r ->
                  r.tableName(run.stack().table("ThingsTable").orElseThrow().name())
                      .item(
                          Map.of(
                              "kind", AttributeValue.fromS("todo"),
                              "id", AttributeValue.fromS(id))));
    }
  }
}
