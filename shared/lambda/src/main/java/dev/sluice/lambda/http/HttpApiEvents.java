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

/** The events in which an HTTP API hands requests to a function, payload format 2.0. */
final class HttpApiEvents {

  /** The largest event that Lambda takes is 6 MB: this is the first size beyond it. */
  private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024 + 1;

  private static final String DEFAULT_STAGE = "$default";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private HttpApiEvents() {}

  /**
   * Returns the request of an event.
   *
   * @throws IllegalArgumentException if it is no such event
   */
  static HttpRequest parseRequest(InputStream event) throws IOException {
    JsonNode tree = MAPPER.readTree(event.readNBytes(MAX_EVENT_BYTES));
    JsonNode context = tree.path("requestContext");
    String method = context.path("http").path("method").asString("");
    if (method.isEmpty()) {
      throw new IllegalArgumentException("not an event of an HTTP API, payload format 2.0");
    }
    return new HttpRequest(
        context.path("requestId").asString("none"),
        method.toUpperCase(Locale.ROOT),
        pathWithoutStage(
            tree.path("rawPath").asString("/"), context.path("stage").asString(DEFAULT_STAGE)),
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

  /** A stage other than the default one is part of the path. */
  private static String pathWithoutStage(String rawPath, String stage) {
    String prefix = "/" + stage;
    boolean staged = rawPath.equals(prefix) || rawPath.startsWith(prefix + "/");
    return staged && !stage.equals(DEFAULT_STAGE) ? rawPath.substring(prefix.length()) : rawPath;
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
