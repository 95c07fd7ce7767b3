package dev.sluice.cli.client;

import dev.sluice.core.support.Violation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The HTTP API of one installation of Sluice; safe for use by several threads. */
public final class ApiClient {

  private static final byte[] NO_BODY = {};

  private final URI endpoint;
  private final UnaryOperator<ApiRequest> signing;
  private final ApiTransport transport = new ApiTransport();

  /**
   * Creates a client.
   *
   * @param endpoint address of the API, including the stage's path if it has one
   * @param signing what is done to every call before it is sent
   */
  public ApiClient(URI endpoint, UnaryOperator<ApiRequest> signing) {
    this.endpoint = endpoint;
    this.signing = signing;
  }

  /** Returns a client that signs nothing, for a local run. */
  public static ApiClient unsigned(URI endpoint) {
    return new ApiClient(endpoint, UnaryOperator.identity());
  }

  /** Returns a path of segments, each percent-encoded (RFC 3986, section 2.1). */
  public static String path(String... segments) {
    return Arrays.stream(segments)
        .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/", "/", ""));
  }

  /** Returns the address of the API. */
  public URI endpoint() {
    return endpoint;
  }

  /** Reads what is at a path. */
  public JsonNode get(String path) {
    return call("GET", path, NO_BODY);
  }

  /** Creates or replaces what is at a path. */
  public JsonNode put(String path, JsonNode body) {
    return call("PUT", path, JsonText.encode(body));
  }

  /** Adds something below a path. */
  public JsonNode post(String path, JsonNode body) {
    return call("POST", path, JsonText.encode(body));
  }

  /** Does what a path names. */
  public JsonNode post(String path) {
    return call("POST", path, NO_BODY);
  }

  /** Removes what is at a path. */
  public JsonNode delete(String path) {
    return call("DELETE", path, NO_BODY);
  }

  private JsonNode call(String method, String path, byte[] body) {
    Map<String, String> headers =
        body.length == 0
            ? Map.of("Accept", "application/json, application/problem+json")
            : Map.of(
                "Accept",
                "application/json, application/problem+json",
                "Content-Type",
                "application/json");
    ApiResponse answer = send(signing.apply(new ApiRequest(method, uri(path), headers, body)));
    if (!answer.isSuccess()) {
      throw problem(answer);
    }
    return answer.body().length == 0 ? MissingNode.getInstance() : json(answer);
  }

  private URI uri(String path) {
    String base = endpoint.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private ApiResponse send(ApiRequest call) {
    try {
      return transport.send(call);
    } catch (ConnectException e) {
      throw new ApiException(
          "nothing answers at %s: start a local run with 'sluice up', or give --endpoint"
              .formatted(endpoint),
          e);
    } catch (IOException e) {
      throw new ApiException("no answer from %s: %s".formatted(endpoint, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("interrupted while waiting for %s".formatted(endpoint), e);
    }
  }

  private static JsonNode json(ApiResponse answer) {
    try {
      return JsonText.decode(answer.body());
    } catch (JacksonException e) {
      throw new ApiException(
          answer.status(),
          "the answer is not JSON (%s): is this the address of a Sluice API?"
              .formatted(answer.contentType()),
          List.of());
    }
  }

  private static ApiException problem(ApiResponse answer) {
    JsonNode problem = problemBody(answer);
    String title = problem.path("title").asString(problem.path("message").asString(""));
    String detail = problem.path("detail").asString("");
    String said =
        List.of(title, detail).stream()
            .filter(part -> !part.isBlank())
            .distinct()
            .collect(Collectors.joining(": "));
    return new ApiException(
        answer.status(),
        "HTTP %d%s".formatted(answer.status(), said.isEmpty() ? "" : " " + said),
        violations(problem));
  }

  private static JsonNode problemBody(ApiResponse answer) {
    try {
      return JsonText.decode(answer.body());
    } catch (JacksonException e) {
      return JsonText.emptyObject(); // a proxy's page, say: its status is all there is to tell
    }
  }

  /** Returns the violations that an answer lists. */
  public static List<Violation> violations(JsonNode listing) {
    return listing.path("violations").valueStream().map(ApiClient::violation).toList();
  }

  private static Violation violation(JsonNode violation) {
    return new Violation(
        violation.path("field").asString(""),
        violation.path("value").asString(""),
        violation.path("remedy").asString(""));
  }
}
