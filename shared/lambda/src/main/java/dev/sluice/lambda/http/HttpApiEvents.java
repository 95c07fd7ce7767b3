package dev.sluice.lambda.http;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the events of an HTTP API, payload format 2.0. */
final class HttpApiEvents {

  /** One more than the largest event of Lambda, 6 MB. */
  private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024 + 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private HttpApiEvents() {}

  /**
   * Returns the request of an event.
   *
   * @throws IllegalArgumentException if it is not an event of an HTTP API
   */
  static HttpRequest parseRequest(InputStream event) throws IOException {
    JsonNode tree = MAPPER.readTree(event.readNBytes(MAX_EVENT_BYTES));
    JsonNode context = tree.path("requestContext");
    String method = context.path("http").path("method").asString("");
    String routeKey = tree.path("routeKey").asString("");
    if (method.isEmpty() || routeKey.isEmpty()) {
      throw new IllegalArgumentException("not an event of an HTTP API, payload format 2.0");
    }
    return new HttpRequest(
        context.path("requestId").asString("none"),
        method.toUpperCase(Locale.ROOT),
        routeKey,
        stringMap(tree.path("pathParameters")),
        stringMap(tree.path("queryStringParameters")),
        withLowerCaseNames(stringMap(tree.path("headers"))),
        body(tree));
  }

  static void writeResponse(HttpResponse response, OutputStream out) throws IOException {
    ObjectNode event = MAPPER.createObjectNode().put("statusCode", response.status());
    ObjectNode headers = event.putObject("headers");
    response.headers().forEach(headers::put);
    event.put("body", response.body()).put("isBase64Encoded", false);
    out.write(MAPPER.writeValueAsBytes(event));
  }

  private static Map<String, String> stringMap(JsonNode object) {
    return object.propertyStream().collect(toMap(Map.Entry::getKey, e -> e.getValue().asString()));
  }

  private static Map<String, String> withLowerCaseNames(Map<String, String> headers) {
    return headers.entrySet().stream()
        .collect(toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (a, _) -> a));
  }

  private static byte[] body(JsonNode tree) {
    String body = tree.path("body").asString("");
    return tree.path("isBase64Encoded").asBoolean(false)
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }
}
