package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.TestTemplate;
import dev.sluice.messaging.EventBridgeDomainEvents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The event bus of a local run")
final class EventBridgeEmulatorTest {

  private static final String PERMANENT = "{\"bounce\":{\"bounceType\":\"Permanent\"}}";

  private LocalRun run;

  @BeforeEach
  void start() throws IOException {
    run = LocalRun.of(TestTemplate.template()).clock(new VirtualClock(TestTemplate.START)).start();
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  @DisplayName("invokes the function whose rule matches, and no other")
  void invokesOnlyFunctionsWhoseRuleMatches() throws InterruptedException {
    PutEventsResponse response =
        put(
            entry("aws.ses", "Email Bounced", PERMANENT),
            entry("aws.ses", "Email Bounced", "{\"bounce\":{\"bounceType\":\"Transient\"}}"),
            entry("aws.ses", "Email Delivered", PERMANENT),
            entry("other", "Email Bounced", PERMANENT));
    assertThat(response.failedEntryCount()).isZero();

    run.runFor(Duration.ofSeconds(1));

    assertThat(item(response.entries().getFirst().eventId())).containsKey("attempts");
    for (int i = 1; i < 4; i++) {
      assertThat(item(response.entries().get(i).eventId())).isEmpty();
    }
    assertThat(run.usedEvents()).contains("FeedbackFunction.Bounces");
  }

  @Test
  @DisplayName("tries a failed invocation again after one and two minutes")
  void retriesFailedInvocations() throws InterruptedException {
    String id =
        run.eventBus()
            .publish(
                "default",
                "aws.ses",
                "Email Bounced",
                JsonMapper.shared()
                    .readTree("{\"failures\":2,\"bounce\":{\"bounceType\":\"Permanent\"}}"));
    Instant sent = run.clock().instant();
    run.runFor(Duration.ofMinutes(10));
    assertThat(item(id).get("attempts").n()).isEqualTo("3");
    assertThat(item(id).get("lastAt").s()).isEqualTo(sent.plus(Duration.ofMinutes(3)).toString());
  }

  @Test
  @DisplayName("reports entries that are no events, each for itself")
  void reportsInvalidEntries() {
    PutEventsResponse response =
        put(
            entry("aws.ses", "Email Bounced", "{no json"),
            entry("aws.ses", "Email Bounced", "[1]"),
            entry("own", "Fine", "{}"));
    assertThat(response.failedEntryCount()).isEqualTo(2);
    assertThat(response.entries().getFirst().errorCode()).isEqualTo("MalformedDetail");
    assertThat(response.entries().getLast().eventId()).isNotBlank();
  }

  private PutEventsResponse put(PutEventsRequestEntry... entries) {
    return run.clients().get(EventBridgeDomainEvents.CLIENT).putEvents(r -> r.entries(entries));
  }

  private static PutEventsRequestEntry entry(String source, String type, String detail) {
    return PutEventsRequestEntry.builder().source(source).detailType(type).detail(detail).build();
  }

  private Map<String, AttributeValue> item(String id) {
    return run.dynamoDb()
        .getItem(r ->
            r.tableName(run.stack().table("ThingsTable").orElseThrow().name())
                .key(
                    Map.of(
                        "kind", AttributeValue.fromS("event"),
                        "id", AttributeValue.fromS(id))))
        .item();
  }
}
