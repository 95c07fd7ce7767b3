package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.TestTemplate;
import dev.sluice.messaging.SqsWorkQueue;
import dev.sluice.secrets.LinkKeyProvider;
import dev.sluice.ses.SesSender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

@DisplayName("A data directory")
final class DataDirectoryTest {

  private static final Set<PosixFilePermission> ALL_READ =
      PosixFilePermissions.fromString("rw-r--r--");

  @Test
  @DisplayName("keeps tables, messages on queues, mailbox and secrets across restarts")
  void keepsDataAcrossRestarts(@TempDir Path directory) throws IOException {
    String secret;
    try (LocalRun run = start(directory)) {
      var put =
          run.dynamoDb().putItem(r -> r.tableName("sluice-ThingsTable").item(key("thing", "1")));
      var sent =
          run.clients()
              .get(SesSender.CLIENT)
              .sendEmail(r ->
                  r.fromEmailAddress("news@sluice.example")
                      .destination(d -> d.toAddresses("ann@example.com"))
                      .content(c ->
                          c.simple(s ->
                              s.subject(t -> t.data("Kept"))
                                  .body(b -> b.text(t -> t.data("Hi"))))));
      var queued =
          run.clients()
              .get(SqsWorkQueue.CLIENT)
              .sendMessageBatch(r ->
                  r.queueUrl(queueUrl(run))
                      .entries(
                          e -> e.id("a").messageBody("done"), e -> e.id("b").messageBody("open")));
      delete(run, "done");
      secret = secret(run);
      assertThat(secret).hasSize(64).isAlphanumeric();
    }
    try (LocalRun run = start(directory)) {
      assertThat(
              run.dynamoDb()
                  .getItem(r -> r.tableName("sluice-ThingsTable").key(key("thing", "1")))
                  .item())
          .isNotEmpty();
      assertThat(run.mailbox().messages()).singleElement().matches(m -> m.subject().equals("Kept"));
      assertThat(receive(run)).extracting(Message::body).containsExactly("open");
      assertThat(secret(run)).isEqualTo(secret);
      assertThat(run.ses().sentLast24Hours()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("is for its owner only: folders 0700, files 0600, also those of an older run")
  void isReadableByOwnerOnly(@TempDir Path directory) throws IOException {
    Path data = directory.resolve("run/data");
    try (LocalRun run = start(data)) {
      assertThat(secret(run)).isNotEmpty();
    }
    Path old = Files.setPosixFilePermissions(data.resolve("mailbox.jsonl"), ALL_READ);
    assertThat(old).exists();
    try (LocalRun run = start(data)) {
      assertThat(secret(run)).isNotEmpty();
    }
    try (Stream<Path> paths = Files.walk(directory.resolve("run"))) {
      assertThat(paths)
          .hasSizeGreaterThan(4)
          .allSatisfy(path ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                  .as(path.toString())
                  .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  private static LocalRun start(Path directory) throws IOException {
    return LocalRun.of(TestTemplate.template())
        .clock(new VirtualClock(TestTemplate.START))
        .dataDirectory(directory)
        .start();
  }

  private static void delete(LocalRun run, String body) {
    for (Message message : receive(run)) {
      if (message.body().equals(body)) {
        var unused =
            run.clients()
                .get(SqsWorkQueue.CLIENT)
                .deleteMessage(
                    r -> r.queueUrl(queueUrl(run)).receiptHandle(message.receiptHandle()));
      }
    }
  }

  private static List<Message> receive(LocalRun run) {
    return run.clients()
        .get(SqsWorkQueue.CLIENT)
        .receiveMessage(r -> r.queueUrl(queueUrl(run)).maxNumberOfMessages(10))
        .messages();
  }

  private static String queueUrl(LocalRun run) {
    return variable(run, "QUEUE_URL");
  }

  private static String variable(LocalRun run, String name) {
    return run.stack().function("TickFunction").orElseThrow().environment().getOrDefault(name, "");
  }

  private static String secret(LocalRun run) {
    String id = variable(run, "SECRET");
    return run.clients()
        .get(LinkKeyProvider.CLIENT)
        .getSecretValue(r -> r.secretId(id))
        .secretString();
  }

  private static Map<String, AttributeValue> key(String kind, String id) {
    return Map.of("kind", AttributeValue.fromS(kind), "id", AttributeValue.fromS(id));
  }
}
