package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("integration")
@DisplayName("Reading mail in the mailbox of a local run")
final class EngagementTrackingTest {

  private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";

  private final HttpClient http = HttpClient.newHttpClient();
  private LocalRun run;
  private ApiClient api;
  private URI message;

  @AfterEach
  void stop() {
    http.close();
    run.close();
  }

  @Test
  @DisplayName("counts one message as opened and clicked, however often it is read")
  void countsOpensAndClicksOnce() throws Exception {
    mailAnna("true");
    assertThat(feedbackCounts("delivered", "opened", "clicked")).containsExactly(1, 0, 0);

    get("/open.gif");
    get("/open.gif");
    assertThat(feedbackCounts("delivered", "opened", "clicked")).containsExactly(1, 1, 0);

    assertThat(get("/links/0").headers().firstValue("location")).contains("https://shop.example/");
    assertThat(feedbackCounts("delivered", "opened", "clicked", "prefetched"))
        .containsExactly(1, 1, 1, 0);
    assertThat(run.usedEvents()).contains("FeedbackFunction.SesEvents");
  }

  @Test
  @DisplayName("reaches caps and segments: unopened falls, lastOpened is today")
  void updatesCapsAndSegments() throws Exception {
    mailAnna("true");
    api.put(
        "/segments/silent", json("{'name':'S','criterion':{'attribute':'unopened','atLeast':1}}"));
    api.put(
        "/segments/readers",
        json("{'name':'R','criterion':{'attribute':'lastOpened','daysSince':{'atMost':0}}}"));
    assertThat(explained("silent")).isEqualTo("send");
    assertThat(explained("readers")).isNotEqualTo("send");

    get("/open.gif");
    run.runFor(Duration.ofMinutes(1));
    assertThat(explained("silent")).isNotEqualTo("send");
    assertThat(explained("readers")).isEqualTo("send");
  }

  @Test
  @DisplayName("counts nothing where TrackEngagement is false")
  void countsNothingWithoutTracking() throws Exception {
    mailAnna("false");

    get("/open.gif");
    assertThat(get("/links/0").statusCode()).isEqualTo(404);
    assertThat(get("/html").body()).contains("https://shop.example/").doesNotContain("open.gif");
    assertThat(feedbackCounts("delivered", "opened", "clicked", "prefetched"))
        .containsExactly(1, 0, 0, 0);
  }

  /** One message with a link, and then a minute in which it lies there. */
  private void mailAnna(String tracking) throws IOException, InterruptedException {
    run =
        LocalRun.of(Path.of("..", "template.yaml"))
            .clock(new VirtualClock(Instant.parse("2026-11-26T09:00:00Z")))
            .parameters(Map.of("TrackEngagement", tracking))
            .start();
    api = ApiClient.unsigned(run.baseUrl());
    api.put("/topics/offers", json("{'name':'Offers','description':'What is on sale'}"));
    api.put("/subscribers/anna", json("{'address':'anna@example.com'}"));
    JsonNode campaign =
        json(
            "{'id':'spring','name':'Spring','topic':'offers','priority':5,'variants':[{'subject':'Hi','html':'<p><a"
                + " href=https://shop.example/>Shop</a></p>','text':''}]}");
    assertThat(api.post("/campaigns", campaign)).isNotEmpty();
    assertThat(run.advanceUntil(() -> run.mailbox().received() == 1, Duration.ofMinutes(10)))
        .isTrue();
    message = run.baseUrl().resolve("/mailbox/" + run.mailbox().messages().getFirst().id());
    run.runFor(Duration.ofMinutes(1));
  }

  private Integer[] feedbackCounts(String... kinds) throws InterruptedException {
    run.runFor(Duration.ofMinutes(1));
    JsonNode feedback = api.get("/campaigns/spring").path("feedback");
    Integer[] counts = new Integer[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      counts[i] = feedback.path(kinds[i]).asInt();
    }
    return counts;
  }

  /** What would be decided now of a campaign to a segment. */
  private String explained(String segment) {
    String id = segment + run.clock().instant().toEpochMilli();
    JsonNode campaign =
        json(
            "{'id':'%s','name':'X','topic':'offers','priority':5,'segments':['%s'],"
                    .formatted(id, segment)
                + "'variants':[{'subject':'Hi','html':'<p>Hi</p>','text':''}]}");
    assertThat(api.post("/campaigns", campaign)).isNotEmpty();
    return api.get(ApiClient.path("explain", "anna", id)).path("decision").asString("");
  }

  private HttpResponse<String> get(String part) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(message + part)).header("User-Agent", AGENT).build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(String quoted) {
    return JsonText.parse(quoted.replace('\'', '"'));
  }
}
