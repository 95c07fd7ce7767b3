package dev.sluice.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.SystemClock;
import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesSendQuota;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * One process keeps tables, queues and the mailbox, another one runs the functions and is killed
 * ten times in the middle of handing over a message.
 */
@Tag("crash")
@DisplayName("Functions that are killed with SIGKILL, ten times")
class FunctionsCrashTest {

  private static final long SEED = 20261122;
  private static final int KILLS = 10;
  private static final int SUBSCRIBERS = 300;
  private static final List<String> CAMPAIGNS = List.of("first", "second", "third");

  /**
   * Three minutes a second: leases, calls and the cap's window end within seconds, and the two
   * seconds in which a message may be handed over are longer than a call of the database.
   */
  private static final double SPEED = 180;

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final SystemClock clock = new SystemClock();
  private final Instant since = clock.instant();

  @Test
  @Timeout(600)
  @DisplayName("finish every campaign after all, and send nothing twice")
  void completeEveryCampaignAndSendNothingTwice() throws Exception {
    try (LocalRun keeper =
        LocalRun.of(ProjectTemplate.PATH)
            .quota(SesSendQuota.of(100_000, SesSendQuota.UNLIMITED))
            .servingOtherProcesses()
            .start()) {
      ApiClient api = ApiClient.unsigned(keeper.baseUrl());
      enter(api);
      killAtSeededMoments(keeper);
      try (SluiceProcess last = functions(keeper)) {
        last.line("running");
        awaitCompletion(api);
      }
      assertNothingTwice(keeper);
      CAMPAIGNS.forEach(campaign -> assertCountsAddUp(api, keeper, campaign));
    }
  }

  private void killAtSeededMoments(LocalRun keeper) throws Exception {
    AtomicReference<Runnable> onMessage = new AtomicReference<>(() -> {});
    keeper.mailbox().addListener(message -> onMessage.get().run());
    for (long moment : moments()) {
      try (SluiceProcess doomed = functions(keeper)) {
        onMessage.set(() -> {
          if (keeper.mailbox().received() >= moment) {
            doomed.kill();
          }
        });
        doomed.awaitEnd();
      }
      assertThat(keeper.mailbox().received()).isGreaterThanOrEqualTo(moment);
    }
    onMessage.set(() -> {});
  }

  /** Ten numbers of messages, rising, after each of which the functions are killed. */
  private static List<Long> moments() {
    int all = SUBSCRIBERS * CAMPAIGNS.size();
    SplittableRandom random = new SplittableRandom(SEED);
    int part = all * 4 / 5 / KILLS;
    return IntStream.range(0, KILLS)
        .mapToObj(i -> 1L + (long) i * part + random.nextInt(part))
        .toList();
  }

  private SluiceProcess functions(LocalRun keeper) throws IOException {
    return SluiceProcess.start(
        keeper.environmentForOtherProcesses(),
        "functions",
        "--since",
        since.toString(),
        "--speed",
        Double.toString(SPEED));
  }

  private void enter(ApiClient api) {
    api.put("/topics/news", JsonText.parse("{\"name\":\"News\",\"description\":\"What is new\"}"));
    api.put(
        "/policy",
        JsonText.parse(
            """
            {"caps":[{"name":"two-an-hour","limit":2,"window":{"rolling":"PT1H"}}],
             "defaultZone":"UTC"}
            """));
    for (int from = 0; from < SUBSCRIBERS; from += 100) {
      String batch =
          IntStream.range(from, from + 100)
              .mapToObj("{\"id\":\"s-%1$d\",\"address\":\"s-%1$d@example.com\"}"::formatted)
              .collect(Collectors.joining(","));
      api.post("/subscribers/batch", JsonText.parse("{\"subscribers\":[" + batch + "]}"));
    }
    CAMPAIGNS.forEach(id -> api.post("/campaigns", campaign(id)));
  }

  private JsonNode campaign(String id) {
    return JsonText.emptyObject()
        .put("id", id)
        .put("name", id)
        .put("topic", "news")
        .put("start", since.toString())
        .set(
            "variants",
            JsonText.parse(
                """
                [{"subject":"Hello","html":"<p>Hello</p>","text":"Hello"}]
                """));
  }

  private void awaitCompletion(ApiClient api) throws InterruptedException {
    Instant end = clock.instant().plus(PATIENCE);
    while (!CAMPAIGNS.stream().allMatch(id -> isCompleted(api, id))) {
      assertThat(clock.instant()).as("still going on: %s", api.get("/campaigns")).isBefore(end);
      clock.sleepUntil(clock.instant().plus(LOOK_EVERY));
    }
  }

  private static boolean isCompleted(ApiClient api, String campaign) {
    return api.get("/campaigns/" + campaign).path("state").asString().equals("completed");
  }

  private static void assertNothingTwice(LocalRun keeper) {
    Map<String, Long> counts =
        keeper.mailbox().messages().stream()
            .collect(Collectors.groupingBy(FunctionsCrashTest::send, Collectors.counting()));
    assertThat(counts).allSatisfy((send, count) -> assertThat(count).as(send).isEqualTo(1));
  }

  private static void assertCountsAddUp(ApiClient api, LocalRun keeper, String campaign) {
    JsonNode counts = api.get("/campaigns/" + campaign).path("counts");
    long sent = counts.path("sent").asLong();
    long unconfirmed = counts.path("unconfirmed").asLong();
    long arrived =
        keeper.mailbox().messages().stream()
            .filter(message -> message.tag("campaign").orElse("").equals(campaign))
            .count();
    assertThat(sent + unconfirmed).as(counts.toString()).isEqualTo(SUBSCRIBERS);
    assertThat(arrived).as(counts.toString()).isBetween(sent, (long) SUBSCRIBERS);
  }

  private static String send(ReceivedMessage message) {
    return message.tag("campaign").orElse("") + " to " + message.to();
  }
}
