package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualClock.ClockSpeed;
import dev.sluice.local.fixture.TestTemplate;
import dev.sluice.messaging.SqsWorkQueue;
import dev.sluice.ses.SesSender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
