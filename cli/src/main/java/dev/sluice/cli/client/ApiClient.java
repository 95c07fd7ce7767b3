package dev.sluice.cli.client;

import dev.sluice.core.support.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Client of the HTTP API of one stack; safe for use by several threads. */
public final class ApiClient {

  private static final byte[] NO_BODY = {};
  private static final String JSON = "application/json";
  private static final String ACCEPT = JSON + ", application/problem+json";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** API Gateway gives up after 30 seconds, so waiting longer is useless. */
  private static final Duration TIMEOUT = Duration.ofSeconds(35);

  /** A response of Lambda has at most 6 MB. */
  private static final int MAX_RESPONSE_BYTES = 6 * 1024 * 1024;

  private final URI endpoint;
  private final UnaryOperator<ApiRequest> signing;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * Creates a client.
   *
   * @param endpoint the address of the API, including the path of the stage if it has one
   * @param signing applied to every request before it is sent
   */
  public ApiClient(URI endpoint, UnaryOperator<ApiRequest> signing) {
    this.endpoint = endpoint;
    this.signing = signing;
  }

  /** Returns a client that does not sign requests, for a local run. */
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

  /** Returns the resource at a path. */
  public JsonNode get(String path) {
    return call("GET", path, NO_BODY);
  }

  /** Creates or replaces the resource at a path. */
  public JsonNode put(String path, JsonNode body) {
    return call("PUT", path, JsonText.encode(body));
  }

  /** Posts a body to a path. */
  public JsonNode post(String path, JsonNode body) {
    return call("POST", path, JsonText.encode(body));
  }

  /** Posts to a path without a body. */
  public JsonNode post(String path) {
    return call("POST", path, NO_BODY);
  }

  /** Deletes the resource at a path. */
  public JsonNode delete(String path) {
    return call("DELETE", path, NO_BODY);
  }

  private JsonNode call(String method, String path, byte[] body) {
    Map<String, String> headers =
        body.length == 0
            ? Map.of("Accept", ACCEPT)
            : Map.of("Accept", ACCEPT, "Content-Type", JSON);
    Response response = send(signing.apply(new ApiRequest(method, uri(path), headers, body)));
    if (response.status() < 200 || response.status() >= 300) {
      throw problem(response);
    }
    return response.body().length == 0 ? MissingNode.getInstance() : json(response);
  }

  private URI uri(String path) {
    String base = endpoint.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private Response send(ApiRequest request) {
    try {
      return exchange(request);
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

  private Response exchange(ApiRequest request) throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .timeout(TIMEOUT)
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(builder::setHeader);
    HttpResponse<InputStream> response =
        http.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(MAX_RESPONSE_BYTES + 1);
      if (bytes.length > MAX_RESPONSE_BYTES) {
        throw new IOException("the answer has more than " + MAX_RESPONSE_BYTES + " bytes");
      }
      String type = response.headers().firstValue("content-type").orElse("");
      return new Response(response.statusCode(), type, bytes);
    }
  }

  /** The content type is empty if the server names none. */
  private record Response(int status, String contentType, byte[] body) {}

  private static JsonNode json(Response response) {
    try {
      return JsonText.decode(response.body());
    } catch (JacksonException e) {
      throw new ApiException(
          response.status(),
          "the answer is not JSON (%s): is this the address of a Sluice API?"
              .formatted(response.contentType()),
          List.of());
    }
  }

  private static ApiException problem(Response response) {
    JsonNode problem = problemBody(response);
    String title = problem.path("title").asString(problem.path("message").asString(""));
    String detail = problem.path("detail").asString("");
    String summary =
        List.of(title, detail).stream()
            .filter(part -> !part.isBlank())
            .distinct()
            .collect(Collectors.joining(": "));
    return new ApiException(
        response.status(),
        "HTTP %d%s".formatted(response.status(), summary.isEmpty() ? "" : " " + summary),
        violations(problem));
  }

  private static JsonNode problemBody(Response response) {
    try {
      return JsonText.decode(response.body());
    } catch (JacksonException e) {
      return JsonText.emptyObject(); // such as the page of a proxy: only its status is known
    }
  }

  /** Returns the violations that a response lists. */
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
