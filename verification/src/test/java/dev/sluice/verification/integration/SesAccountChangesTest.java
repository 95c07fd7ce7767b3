package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.functions.AwsCallListener.AwsCall;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesSendQuota;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("integration")
@DisplayName("A campaign that is going out, in a run of template.yaml")
final class SesAccountChangesTest {

  private static final Instant START = Instant.parse("2026-03-02T22:00:00Z");
  private static final int BATCH = 100;

  /**
   * A fifth of a second's permits at 500/s, less the reserve: what all workers together may have on
   * its way when SES throttles first. The clock stands still while they work, so nothing older is;
   * the first answer marks the seconds from then on, so nobody gets more before it has heard of it.
   */
  private static final long PERMITS_AT_ONCE = 80;

  /**
   * At 1/s SES's bucket holds one message, and a permit may be used a fraction of a second late or
   * early: now and then two come too soon after one another.
   */
  private static final long NOW_AND_THEN = 30;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<String> holds = new ConcurrentLinkedQueue<>();
  private LocalRun run;
  private int subscribers;

  @AfterEach
  void stop() {
    http.close();
    run.close();
  }

  @Test
  @DisplayName("slows down at once when SES lowers the rate from 500 a second to 1")
  void slowsDownWhenTheRateDrops() throws Exception {
    start(SesSendQuota.of(500, SesSendQuota.UNLIMITED), 1_000, Map.of());
    sendUntil(300);
    String set = run.mailbox().messages().getFirst().configurationSet().orElseThrow();
    long before = run.ses().throttledCount(set);
    run.ses().setQuota(SesSendQuota.of(1, SesSendQuota.UNLIMITED));
    run.runFor(Duration.ofSeconds(30));
    long atOnce = run.ses().throttledCount(set);
    complete(Duration.ofHours(2));
    assertThat(before).as("429 answers at 500/s").isZero();
    assertThat(atOnce)
        .as("429 answers: what was on its way when the first came, of all workers together")
        .isBetween(1L, PERMITS_AT_ONCE);
    assertThat(run.ses().throttledCount(set) - atOnce)
        .as("429 answers at 1/s")
        .isLessThanOrEqualTo(NOW_AND_THEN);
    assertEachGotOne();
  }

  @Test
  @DisplayName("waits while SES's daily quota is 0, and continues when it is raised")
  void waitsForDailyQuota() throws Exception {
    start(SesSendQuota.of(20, SesSendQuota.UNLIMITED), 600, Map.of());
    sendUntil(200);
    run.ses().setQuota(SesSendQuota.of(20, 0));
    run.runFor(Duration.ofMinutes(1));
    long then = run.mailbox().received();
    run.runFor(Duration.ofHours(1));
    assertThat(run.mailbox().received()).isEqualTo(then).isLessThan(600);
    run.ses().setQuota(SesSendQuota.of(20, SesSendQuota.UNLIMITED));
    complete(Duration.ofHours(2));
    assertEachGotOne();
  }

  @Test
  @DisplayName("waits while sending is disabled, reports it once, and continues when it is enabled")
  void waitsWhileSendingIsDisabled() throws Exception {
    start(SesSendQuota.of(20, SesSendQuota.UNLIMITED), 600, Map.of());
    sendUntil(200);
    run.ses().setSendingEnabled(false);
    run.runFor(Duration.ofHours(1));
    assertThat(run.mailbox().received()).isLessThan(600);
    assertThat(holds).containsExactly("MarketingHeld [sendingDisabled]");
    run.ses().setSendingEnabled(true);
    complete(Duration.ofHours(1));
    assertThat(holds).hasSize(2).endsWith("MarketingResumed");
    assertEachGotOne();
  }

  @Test
  @DisplayName("stops within two minutes of probation, when SES itself still takes mail")
  void stopsOnProbation() throws Exception {
    start(SesSendQuota.of(5, SesSendQuota.UNLIMITED), 900, Map.of());
    sendUntil(100);
    run.ses().setEnforcementStatus("PROBATION");
    run.runFor(Duration.ofMinutes(2));
    long then = run.mailbox().received();
    run.runFor(Duration.ofHours(2));
    assertThat(run.mailbox().received()).isEqualTo(then).isLessThan(900);
    assertThat(holds).containsExactly("MarketingHeld [probation]");
    run.ses().setEnforcementStatus("HEALTHY");
    complete(Duration.ofHours(1));
    assertThat(holds).hasSize(2).endsWith("MarketingResumed");
    assertEachGotOne();
  }

  @Test
  @DisplayName("follows the ramp of a domain that is warming up, from day to day")
  void followsTheWarmUpRamp() throws Exception {
    start(
        SesSendQuota.of(50, 50_000),
        200,
        Map.of("WarmUpStart", "2026-03-02", "WarmUpFirstDay", "100"));
    complete(Duration.ofHours(4));
    Map<Integer, Long> byDay =
        run.mailbox().messages().stream()
            .collect(
                Collectors.groupingBy(
                    message -> (int) Duration.between(START, message.at()).plusHours(22).toDays(),
                    Collectors.counting()));
    assertThat(byDay).isEqualTo(Map.of(0, 100L, 1, 100L));
    assertEachGotOne();
  }

  private void start(SesSendQuota quota, int audience, Map<String, String> parameters)
      throws Exception {
    subscribers = audience;
    run =
        LocalRun.of(Path.of("..", "template.yaml"))
            .clock(new VirtualClock(START))
            .quota(quota)
            .parameters(parameters)
            .listener(this::recordHold)
            .start();
    send("PUT", "/policy", "{'caps':[],'defaultZone':'UTC'}");
    send("PUT", "/topics/offers", "{'name':'Offers','description':'On sale'}");
    for (int from = 0; from < audience; from += BATCH) {
      send("POST", "/subscribers/batch", "{'subscribers':[" + entries(from) + "]}");
    }
    send(
        "POST",
        "/campaigns",
        "{'id':'sale','name':'Sale','topic':'offers','priority':5,"
            + "'variants':[{'subject':'Hello','html':'<p>Hello</p>','text':'Hello'}]}");
  }

  private static String entries(int from) {
    return IntStream.range(from, from + BATCH)
        .mapToObj(i -> "{'id':'s%04d','address':'s%04d@example.com'}".formatted(i, i))
        .collect(Collectors.joining(","));
  }

  private void sendUntil(int messages) throws InterruptedException {
    assertThat(run.advanceUntil(() -> run.mailbox().received() >= messages, Duration.ofMinutes(5)))
        .isTrue();
    assertThat(run.mailbox().received()).isLessThan(subscribers);
  }

  private void complete(Duration limit) throws Exception {
    Instant end = run.clock().instant().plus(limit);
    while (!state().equals("completed") && run.clock().instant().isBefore(end)) {
      run.runFor(Duration.ofMinutes(1));
    }
    assertThat(state()).isEqualTo("completed");
  }

  private String state() throws Exception {
    return campaign().path("state").asString("");
  }

  private JsonNode campaign() throws Exception {
    return JsonMapper.shared().readTree(send("GET", "/campaigns/sale", ""));
  }

  private void assertEachGotOne() throws Exception {
    List<String> reached =
        run.mailbox().messages().stream().map(ReceivedMessage::to).flatMap(List::stream).toList();
    assertThat(reached).hasSize(subscribers).doesNotHaveDuplicates();
    assertThat(campaign().path("counts").path("sent").asInt()).isEqualTo(subscribers);
  }

  private void recordHold(AwsCall call) {
    if (call.request() instanceof PutEventsRequest put) {
      put.entries().stream()
          .filter(entry -> entry.detailType().startsWith("Marketing"))
          .map(SesAccountChangesTest::describeHold)
          .forEach(holds::add);
    }
  }

  private static String describeHold(PutEventsRequestEntry entry) {
    JsonNode reasons = JsonMapper.shared().readTree(entry.detail()).path("reasons");
    return reasons.isMissingNode()
        ? entry.detailType()
        : entry.detailType() + " " + reasons.toString().replace("\"", "");
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(run.baseUrl().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isBetween(200, 299);
    return response.body();
  }
}
