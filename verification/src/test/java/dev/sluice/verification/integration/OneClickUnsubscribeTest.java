package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.ProjectTemplate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Tag("integration")
@DisplayName("The link of a message, in a run of template.yaml")
final class OneClickUnsubscribeTest {

  private static final int CLICKS = 16;

  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalRun run;
  private final ApiClient api;
  private String link = "";

  OneClickUnsubscribeTest() throws IOException {
    run =
        LocalRun.of(ProjectTemplate.PATH)
            .clock(new VirtualClock(Instant.parse("2026-11-26T09:00:00Z")))
            .parameters(Map.of("PreferencesConcurrency", Integer.toString(CLICKS)))
            .start();
    api = ApiClient.unsigned(run.baseUrl());
  }

  @BeforeEach
  void mailAnna() throws InterruptedException {
    put("/topics/offers", "{'name':'Offers','description':'What is on sale'}");
    put("/subscribers/anna", "{'address':'anna@example.com'}");
    JsonNode unused =
        api.post(
            "/campaigns",
            json(
                "{'id':'spring','name':'Spring','topic':'offers','priority':5,"
                    + "'variants':[{'subject':'Hi','html':'<p>Hi</p>','text':''}]}"));
    assertThat(run.advanceUntil(() -> run.mailbox().received() == 1, Duration.ofMinutes(10)))
        .isTrue();
    String header = run.mailbox().messages().getFirst().header("List-Unsubscribe").orElseThrow();
    link = header.substring(1, header.length() - 1);
  }

  @AfterEach
  void stop() {
    http.close();
    run.close();
  }

  @Test
  @DisplayName("answers 200 to every one of sixteen clicks at once, and the topic is left")
  void acceptsSixteenClicksAtOnce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(CLICKS);
    Callable<HttpResponse<String>> click =
        () -> {
          int unused = together.await();
          return send("POST", "List-Unsubscribe=One-Click");
        };
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<HttpResponse<String>> answer :
          threads.invokeAll(Collections.nCopies(CLICKS, click))) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).hasSize(CLICKS).allMatch(answer -> answer.statusCode() == 200);
    assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
    assertThat(hasLeft()).isTrue();
  }

  /** Where a local run says 405, API Gateway says 404: it knows no such route. */
  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("answers each method as it is, sets no cookie, leads nowhere else")
  @CsvSource({
    "GET, 200, false",
    "HEAD, 200, false",
    "POST, 200, true",
    "PUT, 405, false",
    "PATCH, 405, false",
    "DELETE, 405, false",
    "OPTIONS, 405, false"
  })
  void answersEveryMethod(String method, int status, boolean leaves) throws Exception {
    HttpResponse<String> answer = send(method, "List-Unsubscribe=One-Click");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body().isEmpty()).isEqualTo(method.equals("HEAD"));
    assertThat(answer.headers().map().keySet()).doesNotContain("set-cookie", "location", "refresh");
    assertThat(hasLeft()).isEqualTo(leaves);
  }

  private boolean hasLeft() {
    return api.get("/subscribers/anna").toString().contains("\"subscribed\":false");
  }

  private HttpResponse<String> send(String method, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", "session=1")
            .method(method, BodyPublishers.ofString(method.equals("HEAD") ? "" : body))
            .build(),
        BodyHandlers.ofString());
  }

  private void put(String path, String body) {
    JsonNode unused = api.put(path, json(body));
  }

  private static JsonNode json(String quoted) {
    return JsonText.parse(quoted.replace('\'', '"'));
  }
}
