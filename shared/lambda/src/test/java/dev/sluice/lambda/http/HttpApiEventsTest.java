package dev.sluice.lambda.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An event of an HTTP API")
class HttpApiEventsTest {

  private static final String EVENT =
      """
      {"version":"2.0","routeKey":"PUT /topics/{id}","rawPath":"/topics/a b","rawQueryString":"limit=5",
       "headers":{"Content-Type":"application/json","X-Trace":"1"},
       "queryStringParameters":{"limit":"5"},"pathParameters":{"id":"a b"},
       "requestContext":{"http":{"method":"put","path":"/topics/a"},"requestId":"r-1","stage":"%s"},
       "body":"%s","isBase64Encoded":%s}
      """;

  @Test
  @DisplayName(
      "is parsed with method, route key, path parameters, query, headers in any case, and body")
  void parsesMethodRouteQueryHeadersAndBody() throws IOException {
    HttpRequest request = request(EVENT.formatted("$default", "{\\\"ä\\\":1}", false));
    assertThat(request.id()).isEqualTo("r-1");
    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.routeKey()).isEqualTo("PUT /topics/{id}");
    assertThat(request.pathParameter("id")).isEqualTo("a b");
    assertThat(request.query("limit")).contains("5");
    assertThat(request.header("CONTENT-TYPE")).contains("application/json");
    assertThat(request.body()).isEqualTo("{\"ä\":1}".getBytes(UTF_8));
  }

  @Test
  @DisplayName("can have its body in Base64")
  void decodesBase64Bodies() throws IOException {
    assertThat(request(EVENT.formatted("$default", "AP8=", true)).body())
        .isEqualTo(new byte[] {0, (byte) 0xFF});
  }

  @Test
  @DisplayName("names the route without the stage")
  void namesRouteWithoutStage() throws IOException {
    HttpRequest request = request(EVENT.formatted("prod", "", false));
    assertThat(request.routeKey()).isEqualTo("PUT /topics/{id}");
    assertThat(request.pathParameter("id")).isEqualTo("a b");
  }

  @Test
  @DisplayName("of another service is rejected")
  void rejectsOtherEvents() {
    assertThatThrownBy(() -> request("{\"Records\":[]}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request(EVENT.replace("routeKey", "other").formatted("x", "", false)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("gets a response with status, headers and body")
  void writesStatusHeadersAndBody() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HttpApiEvents.writeResponse(
        HttpResponse.created("/topics/a", Json.object().put("id", "ä")), out);
    assertThat(Json.parse(out.toByteArray()))
        .isEqualTo(
            Json.parse(
                """
                {"statusCode":201,
                 "headers":{"content-type":"application/json","location":"/topics/a"},
                 "body":"{\\"id\\":\\"ä\\"}","isBase64Encoded":false}
                """));
  }

  private static HttpRequest request(String event) throws IOException {
    return HttpApiEvents.parseRequest(new ByteArrayInputStream(event.getBytes(UTF_8)));
  }
}
