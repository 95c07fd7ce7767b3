package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.TestTemplate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The HTTP API of a local run")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpApiEmulatorTest {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
  @DisplayName("hands a request over in payload format 2.0")
  void sendsPayloadFormatTwo() throws Exception {
    HttpResponse<String> response =
        send(
            request("/things/a%20b?x=1&x=2&y=%C3%BC")
                .header("Content-Type", "application/json")
                .header("X-Own", "1")
                .header("Cookie", "c=1; d=2")
                .POST(HttpRequest.BodyPublishers.ofString("{\"a\":\"ü\"}")));

    JsonNode event = JsonMapper.shared().readTree(response.body());
    assertThat(event.path("version").asString()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asString()).isEqualTo("POST /things/{id}");
    assertThat(event.path("pathParameters").path("id").asString()).isEqualTo("a b");
    assertThat(event.path("queryStringParameters").path("x").asString()).isEqualTo("1,2");
    assertThat(event.path("queryStringParameters").path("y").asString()).isEqualTo("ü");
    assertThat(event.path("rawQueryString").asString()).isEqualTo("x=1&x=2&y=%C3%BC");
    assertThat(event.path("headers").path("x-own").asString()).isEqualTo("1");
    assertThat(event.path("cookies").toString()).isEqualTo("[\"c=1\",\"d=2\"]");
    assertThat(event.path("body").asString()).isEqualTo("{\"a\":\"ü\"}");
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    JsonNode context = event.path("requestContext");
    assertThat(context.path("http").path("method").asString()).isEqualTo("POST");
    assertThat(context.path("timeEpoch").asLong()).isEqualTo(run.clock().instant().toEpochMilli());
    assertThat(context.has("authorizer")).isFalse();
  }

  @Test
  @DisplayName("hands a form over in base64, as API Gateway does")
  void encodesFormsInBase64() throws Exception {
    HttpResponse<String> response =
        send(
            request("/things/1")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")));
    JsonNode event = JsonMapper.shared().readTree(response.body());
    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(new String(Base64.getDecoder().decode(event.path("body").asString())))
        .isEqualTo("List-Unsubscribe=One-Click");
  }

  @Test
  @DisplayName("gives the function's status, headers and cookies back")
  void returnsStatusHeadersAndCookies() throws Exception {
    HttpResponse<String> response = send(request("/things/1").GET());
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("x-echo")).contains("ApiFunction");
    assertThat(response.headers().firstValue("set-cookie")).contains("a=1");
  }

  @Test
  @DisplayName("prefers literal paths to parameters, and passes the caller's identity")
  void prefersLiteralPaths() throws Exception {
    JsonNode event = JsonMapper.shared().readTree(send(request("/things/special").GET()).body());
    assertThat(event.path("routeKey").asString()).isEqualTo("GET /things/special");
    assertThat(
            event.path("requestContext").path("authorizer").path("iam").path("userArn").asString())
        .isEqualTo("arn:aws:iam::000000000000:user/local");
  }

  @Test
  @DisplayName("matches greedy paths with any method")
  void matchesGreedyPaths() throws Exception {
    JsonNode event = JsonMapper.shared().readTree(send(request("/files/a/b/c").DELETE()).body());
    assertThat(event.path("pathParameters").path("path").asString()).isEqualTo("a/b/c");
  }

  @Test
  @DisplayName("answers 404, 405, 413 and 500 as problems")
  void answersErrorsAsProblems() throws Exception {
    problem(send(request("/nowhere").GET()), 404);
    problem(send(request("/things/1/more").GET()), 404);
    HttpResponse<String> wrongMethod = send(request("/things/1").DELETE());
    problem(wrongMethod, 405);
    assertThat(wrongMethod.headers().firstValue("allow")).contains("GET, POST");
    problem(
        send(
            request("/things/1")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("fail"))),
        500);
    problem(
        send(
            request("/things/1")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1]))),
        413);
  }

  @Test
  @DisplayName("reports its health, and serves the mailbox")
  void servesHealthAndMailbox() throws Exception {
    assertThat(send(request("/health").GET()).body()).contains("\"status\":\"up\"");
    assertThat(send(HttpRequest.newBuilder(run.mailboxUrl()).GET()).body())
        .contains("<h1><a href=\"/mailbox\">Mailbox</a></h1>");
  }

  @Test
  @DisplayName("listens on the loopback interface only")
  void listensOnLoopbackOnly() {
    assertThat(run.baseUrl()).hasHost("127.0.0.1");
  }

  private void problem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(response.body()).contains("\"status\":" + status, "\"title\":");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(run.baseUrl() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
