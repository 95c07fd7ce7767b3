package dev.sluice.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.json.Json;
import dev.sluice.lambda.CapturedLog;
import dev.sluice.lambda.FunctionLog;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import tools.jackson.databind.JsonNode;

@DisplayName("A function behind an HTTP API")
class HttpFunctionTest {

  private final List<String> logged = new ArrayList<>();
  private RuntimeException thrown = new IllegalStateException("nothing was set");
  private final Router router =
      new Router(
          List.of(
              Route.of("POST /things", 10, _ -> ok("made")),
              Route.of("GET /things/{id}", request -> ok(request.pathParameter("id"))),
              Route.of("GET /broken", _ -> fail("mari@example.com")),
              Route.of("GET /service", _ -> fail(thrown)),
              Route.of("GET /invalid", _ -> fail(InvalidInputException.of("limit", 0, "use 1")))));
  private final HttpFunction function = new HttpFunction(router);

  @Test
  @DisplayName(
      "calls the route of the request's key, with the path parameters as API Gateway decoded them")
  void callsTheMatchingRouteWithDecodedPathParameters() {
    assertThat(answer("GET", "/things/a%2Fb+c@d", "", Map.of()).body()).isEqualTo("\"a/b+c@d\"");
    assertThat(answer("GET", "/things/100%2525", "", Map.of()).body()).isEqualTo("\"100%25\"");
  }

  @Test
  @DisplayName("answers 404 to a route key whose path has no route")
  void respondsNotFoundToUnknownPaths() {
    assertProblem(answer("GET", "/thing", "", Map.of()), 404, "urn:sluice:problem:not-found");
    assertProblem(answer("GET", "/things/a/b", "", Map.of()), 404, "urn:sluice:problem:not-found");
    HttpRequest catchAll =
        new HttpRequest("r-1", "GET", "$default", Map.of(), Map.of(), Map.of(), new byte[0]);
    assertProblem(function.respond(catchAll, log()), 404, "urn:sluice:problem:not-found");
  }

  @Test
  @DisplayName(
      "answers 405 with the allowed methods to a route key whose path has other methods only")
  void respondsMethodNotAllowedWithAllowedMethods() {
    HttpResponse response = answer("DELETE", "/things", "", Map.of());
    assertProblem(response, 405, "urn:sluice:problem:method-not-allowed");
    assertThat(response.headers()).containsEntry("allow", "POST");
  }

  @Test
  @DisplayName("answers 413 for a body that is too large, with its size and the limit")
  void rejectsBodiesThatAreTooLarge() {
    HttpResponse response = answer("POST", "/things", "{\"a\":12345}", JSON);
    assertProblem(response, 413, "urn:sluice:problem:too-large");
    assertThat(violation(response))
        .isEqualTo(violation("body", "11 bytes", "send at most 10 bytes"));
  }

  @Test
  @DisplayName("answers 415 for a body whose content type is not JSON")
  void rejectsBodiesThatAreNotJson() {
    Map<String, String> form = Map.of("content-type", "application/x-www-form-urlencoded");
    HttpResponse response = answer("POST", "/things", "a=1", form);
    assertProblem(response, 415, "urn:sluice:problem:unsupported-type");
    assertThat(violation(response))
        .isEqualTo(
            violation(
                "content-type",
                "application/x-www-form-urlencoded",
                "send JSON in UTF-8 as application/json"));
    assertThat(answer("POST", "/things", "{}", Map.of()).status()).isEqualTo(415);
  }

  @Test
  @DisplayName("answers 415 for a body in another charset, or compressed")
  void rejectsOtherEncodings() {
    Map<String, String> latin = Map.of("content-type", "application/json; charset=ISO-8859-1");
    assertThat(answer("POST", "/things", "{}", latin).status()).isEqualTo(415);
    Map<String, String> gzip =
        Map.of("content-type", "application/json", "content-encoding", "gzip");
    HttpResponse response = answer("POST", "/things", "{}", gzip);
    assertProblem(response, 415, "urn:sluice:problem:unsupported-type");
    assertThat(violation(response))
        .isEqualTo(violation("content-encoding", "gzip", "send the body uncompressed"));
    Map<String, String> identity =
        Map.of("content-type", "application/json", "content-encoding", "identity");
    assertThat(answer("POST", "/things", "{}", identity).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("answers 400 for text in which bytes were replaced, as in a body that is not UTF-8")
  void rejectsReplacedBytes() {
    HttpResponse response = answer("POST", "/things", "\"\uFFFD\"", JSON);
    assertProblem(response, 400, "urn:sluice:problem:invalid");
    assertThat(violation(response).get("field")).hasToString("\"body\"");
  }

  @Test
  @DisplayName("accepts JSON with a charset, in any case")
  void acceptsJsonWithCharset() {
    Map<String, String> type = Map.of("content-type", "Application/JSON; charset=utf-8");
    assertThat(answer("POST", "/things", "{}", type).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("answers 400 with every violation")
  void respondsBadRequestWithEveryViolation() {
    HttpResponse response = answer("GET", "/invalid", "", Map.of());
    assertProblem(response, 400, "urn:sluice:problem:invalid");
    assertThat(violation(response)).isEqualTo(violation("limit", "0", "use 1"));
  }

  @Test
  @DisplayName("answers 500 to an unexpected failure, and neither shows nor logs personal data")
  void hidesUnexpectedFailures() {
    HttpResponse response = answer("GET", "/broken", "", Map.of());
    assertProblem(response, 500, "urn:sluice:problem:failed");
    assertThat(response.body()).contains("urn:request:r-1").doesNotContain("mari");
    assertThat(logged).singleElement().asString().contains("r-1", "IllegalStateException");
    assertThat(logged.toString()).doesNotContain("mari");
  }

  @ParameterizedTest
  @MethodSource("transientFailures")
  @DisplayName("answers 503 with Retry-After when a service was busy or did not answer")
  void respondsServiceUnavailableToTransientFailures(RuntimeException failure) {
    thrown = failure;
    HttpResponse response = answer("GET", "/service", "", Map.of());
    assertProblem(response, 503, "urn:sluice:problem:busy");
    assertThat(response.headers()).containsEntry("retry-after", "1");
    assertThat(logged).singleElement().asString().contains(failure.getClass().getSimpleName());
  }

  static Stream<RuntimeException> transientFailures() {
    return Stream.of(
        service(400, "ProvisionedThroughputExceededException"),
        service(400, "ThrottlingException"),
        service(429, "TooManyRequests"),
        service(500, "InternalServerError"),
        service(503, "ServiceUnavailable"),
        ApiCallTimeoutException.create(1),
        ApiCallAttemptTimeoutException.create(1),
        client(new SocketTimeoutException("Read timed out")),
        client(new ConnectException("Connection refused")));
  }

  @ParameterizedTest
  @MethodSource("permanentFailures")
  @DisplayName("answers 500 when a service rejected the call, because a retry would fail too")
  void respondsInternalErrorToPermanentFailures(RuntimeException failure) {
    thrown = failure;
    HttpResponse response = answer("GET", "/service", "", Map.of());
    assertProblem(response, 500, "urn:sluice:problem:failed");
    assertThat(response.headers()).doesNotContainKey("retry-after");
  }

  static Stream<RuntimeException> permanentFailures() {
    return Stream.of(
        service(400, "ValidationException"),
        service(403, "AccessDeniedException"),
        service(400, "ResourceNotFoundException"),
        client(new IllegalStateException("no credentials")));
  }

  @Test
  @DisplayName("answers HEAD without a body, for errors too")
  void answersHeadWithoutBody() {
    for (String path : List.of("/things/a", "/nothing", "/broken")) {
      HttpResponse response = answer("HEAD", path, "", Map.of());
      assertThat(response.body()).as(path).isEmpty();
      assertThat(response.status()).isEqualTo(path.equals("/nothing") ? 404 : 405);
    }
  }

  @Test
  @DisplayName("renders errors with its own renderer, or with that of the failed request")
  void usesTheGivenErrorRenderer() {
    HttpFunction plain =
        new HttpFunction(
            new Router(
                List.of(
                    Route.of("GET /broken", _ -> fail("x")),
                    Route.of("GET /own", _ -> fail(own(service(503, "Busy")))))),
            (_, problem) -> HttpResponse.of(problem.type().status(), "text/plain", "plain"));

    HttpResponse broken = plain.respond(request("GET", "/broken"), log());
    assertThat(broken.body()).isEqualTo("plain");
    assertThat(broken.status()).isEqualTo(500);
    HttpResponse own = plain.respond(request("GET", "/own"), log());
    assertThat(own.body()).isEqualTo("own");
    assertThat(own.status()).isEqualTo(503);
    assertThat(own.headers()).containsEntry("retry-after", "1");
    assertThat(logged).last().asString().contains("DynamoDbException").doesNotContain("FaultEx");
  }

  @Test
  @DisplayName("gives every answer the security headers that it does not set itself")
  void addsSecurityHeaders() {
    for (HttpResponse response :
        List.of(
            answer("GET", "/things/a", "", Map.of()),
            answer("GET", "/invalid", "", Map.of()),
            answer("GET", "/broken", "", Map.of()),
            answer("GET", "/nothing", "", Map.of()))) {
      assertThat(response.headers())
          .containsEntry("strict-transport-security", "max-age=31536000")
          .containsEntry("cache-control", "no-store")
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
          .containsEntry("cross-origin-opener-policy", "same-origin")
          .containsEntry("cross-origin-resource-policy", "same-origin")
          .containsEntry("referrer-policy", "no-referrer");
    }
    HttpFunction own =
        new HttpFunction(
            new Router(
                List.of(
                    Route.of("GET /own", _ -> ok("").withHeader("content-security-policy", "x")))));
    assertThat(
            own.respond(HttpRequests.create(Set.of("GET /own"), "GET", "/own", Map.of(), ""), log())
                .headers())
        .containsEntry("content-security-policy", "x");
  }

  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private HttpResponse answer(
      String method, String path, String body, Map<String, String> headers) {
    return function.respond(HttpRequests.create(router.keys(), method, path, headers, body), log());
  }

  private static HttpRequest request(String method, String path) {
    return HttpRequests.create(Set.of(), method, path, Map.of(), "");
  }

  private FunctionLog log() {
    return CapturedLog.to(logged);
  }

  private static void assertProblem(HttpResponse response, int status, String type) {
    JsonNode body = Json.parse(response.body());
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(body.path("status").intValue()).isEqualTo(status);
    assertThat(body.path("type").stringValue()).isEqualTo(type);
    assertThat(body.path("title").stringValue()).isNotBlank();
    assertThat(body.path("detail").stringValue()).isNotBlank();
  }

  private static JsonNode violation(HttpResponse response) {
    return Json.parse(response.body()).path("violations").path(0);
  }

  private static JsonNode violation(String field, String value, String remedy) {
    return Json.object().put("field", field).put("value", value).put("remedy", remedy);
  }

  private static HttpResponse ok(String text) {
    return HttpResponse.ok(Json.object().textNode(text));
  }

  private static HttpResponse fail(String message) {
    throw new IllegalStateException(message);
  }

  private static HttpResponse fail(RuntimeException failure) {
    throw failure;
  }

  private static RequestFailedException own(RuntimeException failure) {
    return new RequestFailedException(
        failure, (_, problem) -> HttpResponse.of(problem.type().status(), "text/plain", "own"));
  }

  private static RuntimeException service(int status, String code) {
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  private static RuntimeException client(Exception cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }
}
