package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.SluiceCommand;
import dev.sluice.cli.console.Screen;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualClock.ClockSpeed;
import dev.sluice.local.clock.VirtualClock.WakeOrder;
import dev.sluice.local.fixture.TestTemplate;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.messaging.SqsWorkQueue;
import dev.sluice.ses.SesSender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A local run")
final class LocalRunModesTest {

  @Test
  @DisplayName("runs by itself in real time: rules and queues reach their functions")
  void runsByItselfInRealTime() throws Exception {
    try (LocalRun run = LocalRun.of(TestTemplate.template()).start()) {
      var sent =
          run.clients()
              .get(SqsWorkQueue.CLIENT)
              .sendMessage(r -> r.queueUrl(queueUrl(run)).messageBody("fail at once"));
      String unused =
          run.eventBus()
              .publish(
                  "default",
                  "aws.ses",
                  "Email Bounced",
                  JsonMapper.shared().readTree("{\"bounce\":{\"bounceType\":\"Permanent\"}}"));

      boolean both =
          run.advanceUntil(
              () ->
                  run.usedEvents()
                      .containsAll(List.of("WorkFunction.Work", "FeedbackFunction.Bounces")),
              Duration.ofSeconds(60));
      assertThat(both).isTrue();
    }
  }

  @Test
  @DisplayName("behaves the same in two runs if sleepers wake one by one")
  void isDeterministicOneByOne() throws Exception {
    assertThat(story()).isEqualTo(story()).hasSize(40);
  }

  @Test
  @DisplayName("lets its clock be stopped, moved and run by requests, if its time is simulated")
  void isDrivenByRequests() throws Exception {
    VirtualClock clock =
        new VirtualClock(TestTemplate.START, ClockSpeed.times(1), WakeOrder.ALL_AT_ONCE);
    try (LocalRun run = LocalRun.of(TestTemplate.template()).clock(clock).start();
        ExecutorService loop = Executors.newSingleThreadExecutor()) {
      clock.stop();
      Future<Boolean> running =
          loop.submit(() -> run.advanceUntil(() -> false, Duration.ofDays(400)));
      ApiClient api = ApiClient.unsigned(run.baseUrl());

      String until =
          api.post("/clock", JsonText.emptyObject().put("advance", "P1D")).path("until").asString();
      assertThat(until).isEqualTo(TestTemplate.START.plus(Duration.ofDays(1)).toString());
      while (!api.get("/clock").path("time").asString().equals(until)) {
        Thread.onSpinWait();
      }
      assertThat(api.get("/clock").path("running").asBoolean()).isFalse();
      assertThatThrownBy(() -> api.post("/clock", JsonText.emptyObject().put("advance", "1 day")))
          .hasMessageContaining("ISO 8601");
      assertThatThrownBy(() -> api.post("/clock", JsonText.emptyObject().put("speed", 0)))
          .hasMessageContaining("1 to 1000000");
      assertThat(running.isDone()).isFalse();
      loop.shutdownNow();
    }
  }

  @Test
  @DisplayName("says why its clock cannot be moved in real time")
  void refusesToMoveRealTime() throws Exception {
    try (LocalRun run = LocalRun.of(TestTemplate.template()).start()) {
      ApiClient api = ApiClient.unsigned(run.baseUrl());
      assertThatThrownBy(() -> api.post("/clock", JsonText.emptyObject().put("advance", "P1D")))
          .hasMessageContaining("--at or --speed");
    }
  }

  @Test
  @DisplayName("writes every message of its mailbox to a file, in order")
  void exportsMailbox(@TempDir Path directory) throws Exception {
    try (LocalRun run =
        LocalRun.of(TestTemplate.template()).clock(new VirtualClock(TestTemplate.START)).start()) {
      for (int i = 0; i < 45; i++) {
        run.mailbox()
            .accept(
                new ReceivedMessage(
                    "m" + i,
                    TestTemplate.START,
                    "news@sluice.example",
                    List.of("ann@example.com"),
                    "Grüße " + i,
                    "<p>Hi</p>",
                    "Hi",
                    List.of(),
                    Map.of(),
                    Optional.empty(),
                    true));
      }
      Path file = directory.resolve("mail.jsonl");
      PrintWriter printed = new PrintWriter(new StringWriter());
      CommandOutput output =
          new CommandOutput(printed, Screen.plain(printed), Screen.plain(printed));
      int status =
          SluiceCommand.create(output, printed)
              .execute(
                  "mailbox", "export", "--port", "" + run.baseUrl().getPort(), file.toString());
      assertThat(status).isZero();
      List<String> lines = Files.readAllLines(file);
      assertThat(lines).hasSize(45);
      assertThat(lines.getFirst()).contains("\"id\":\"m0\"", "Grüße 0", "\"html\":\"<p>Hi</p>\"");
    }
  }

  @Test
  @DisplayName("gives other processes the endpoints of its emulators, tables included if served")
  void namesEmulatorsToOtherProcesses() throws IOException {
    try (LocalRun run =
        LocalRun.of(TestTemplate.template())
            .clock(new VirtualClock(TestTemplate.START))
            .serveTables(0)
            .start()) {
      Map<String, String> others = run.environmentForOtherProcesses();
      assertThat(others)
          .containsKeys(
              "AWS_ENDPOINT_URL_DYNAMODB",
              "AWS_ENDPOINT_URL_SQS",
              "AWS_ENDPOINT_URL_SESV2",
              "AWS_ENDPOINT_URL_EVENTBRIDGE",
              "AWS_ENDPOINT_URL_SECRETS_MANAGER",
              "AWS_REGION");
      try (LocalRun other =
          LocalRun.of(TestTemplate.template())
              .clock(new VirtualClock(TestTemplate.START))
              .externalEndpoints(ServiceEndpoints.fromEnvironment(others))
              .start()) {
        put(other, "shared");
        var sent =
            other
                .clients()
                .get(SesSender.CLIENT)
                .sendEmail(r ->
                    r.fromEmailAddress("news@sluice.example")
                        .configurationSetName("sluice-marketing")
                        .destination(d -> d.toAddresses("ann@example.com"))
                        .content(c ->
                            c.simple(s ->
                                s.subject(t -> t.data("From the other"))
                                    .body(b -> b.text(t -> t.data("Hi"))))));
      }
      assertThat(run.dynamoDb().scan(r -> r.tableName("sluice-ThingsTable")).items()).hasSize(1);
      assertThat(run.mailbox().messages())
          .singleElement()
          .matches(message -> message.subject().equals("From the other"));
    }
  }

  private static List<String> story() throws Exception {
    VirtualClock clock =
        new VirtualClock(
            TestTemplate.START, ClockSpeed.UNLIMITED, VirtualClock.WakeOrder.ONE_BY_ONE);
    try (LocalRun run = LocalRun.of(TestTemplate.template()).clock(clock).start()) {
      for (int i = 0; i < 40; i++) {
        put(run, "user-%02d".formatted(i));
      }
      boolean unused = run.advanceUntil(() -> run.mailbox().received() == 40, Duration.ofHours(2));
      return run.mailbox().messages().stream()
          .map(message -> message.at() + " " + message.subject())
          .toList();
    }
  }

  private static String queueUrl(LocalRun run) {
    return run.stack()
        .function("TickFunction")
        .orElseThrow()
        .environment()
        .getOrDefault("QUEUE_URL", "");
  }

  private static void put(LocalRun run, String id) {
    var unused =
        run.dynamoDb()
            .putItem(r ->
                r.tableName("sluice-ThingsTable")
                    .item(
                        Map.of(
                            "kind", AttributeValue.fromS("todo"),
                            "id", AttributeValue.fromS(id))));
  }
}
