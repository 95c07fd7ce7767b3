package dev.sluice.local.functions;

import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import dev.sluice.local.http.QueryString;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.ResolvedStack;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP API of the template: turns requests into events of payload format 2.0, and the
 * functions' answers into responses.
 */
public final class HttpApiEmulator implements LocalHttpService {

  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Content types whose bodies reach functions as text; all others are base64-encoded. */
  private static final List<String> TEXT_TYPES =
      List.of(
          "text/",
          "application/json",
          "application/problem+json",
          "application/xml",
          "application/javascript");

  private final RouteTable routes;
  private final FunctionHost host;
  private final InstantSource clock;
  private final AtomicLong sequence = new AtomicLong();

  /** Creates the API of a template's HttpApi events. */
  public HttpApiEmulator(ResolvedStack stack, FunctionHost host, InstantSource clock) {
    this.routes = new RouteTable(stack);
    this.host = host;
    this.clock = clock;
  }

  @Override
  public LocalHttpResponse handle(LocalHttpRequest request) {
    return routes
        .match(request.method(), request.path())
        .map(match -> invoke(request, match))
        .orElseGet(() -> noRoute(request));
  }

  private LocalHttpResponse noRoute(LocalHttpRequest request) {
    Set<String> methods = routes.methods(request.path());
    if (methods.isEmpty()) {
      return LocalHttpResponse.problem(404, "Not found", "No route of the template has this path.");
    }
    return LocalHttpResponse.problem(
            405, "Method not allowed", "This path takes " + String.join(", ", methods))
        .withHeader("allow", String.join(", ", methods));
  }

  private LocalHttpResponse invoke(LocalHttpRequest request, RouteTable.RouteMatch match) {
    host.recordUse(match.entry().function(), match.entry().route().name());
    try {
      byte[] event = event(request, match).toString().getBytes(StandardCharsets.UTF_8);
      return response(host.invoke(match.entry().function(), event));
    } catch (FunctionInvocationException e) {
      return e.isThrottled()
          ? LocalHttpResponse.problem(
              503, "Service unavailable", "The function runs as often as it may.")
          : functionFailed(e);
    }
  }

  private static LocalHttpResponse functionFailed(FunctionInvocationException e) {
    System.getLogger(HttpApiEmulator.class.getName())
        .log(System.Logger.Level.ERROR, e.getMessage(), e);
    return LocalHttpResponse.problem(
        500, "Internal server error", "The function failed; see the log.");
  }

  private ObjectNode event(LocalHttpRequest request, RouteTable.RouteMatch match) {
    ObjectNode event =
        JsonMapper.shared()
            .createObjectNode()
            .put("version", "2.0")
            .put("routeKey", match.entry().route().key())
            .put("rawPath", request.path())
            .put("rawQueryString", request.query());
    addHeaders(request, event);
    addQuery(request, event);
    context(request, match, event.putObject("requestContext"));
    if (!match.parameters().isEmpty()) {
      ObjectNode parameters = event.putObject("pathParameters");
      match.parameters().forEach(parameters::put);
    }
    addBody(request, event);
    return event;
  }

  private static void addHeaders(LocalHttpRequest request, ObjectNode event) {
    ObjectNode headers = event.putObject("headers");
    request
        .headers()
        .forEach((name, values) -> {
          if (name.equals("cookie")) {
            List.of(String.join("; ", values).split(";\\s*"))
                .forEach(event.withArrayProperty("cookies")::add);
          } else {
            headers.put(name, String.join(",", values));
          }
        });
  }

  private static void addQuery(LocalHttpRequest request, ObjectNode event) {
    if (request.query().isEmpty()) {
      return;
    }
    Map<String, String> joined = new LinkedHashMap<>();
    QueryString.parse(request.query())
        .forEach((name, values) -> joined.put(name, String.join(",", values)));
    ObjectNode query = event.putObject("queryStringParameters");
    joined.forEach(query::put);
  }

  private void context(LocalHttpRequest request, RouteTable.RouteMatch match, ObjectNode context) {
    Instant now = clock.instant();
    context
        .put("accountId", PhysicalNames.LOCAL_ACCOUNT)
        .put("apiId", "localapi")
        .put("domainName", request.header("host").orElse("localhost"))
        .put("requestId", "local-" + sequence.incrementAndGet())
        .put("routeKey", match.entry().route().key())
        .put("stage", "$default")
        .put("time", REQUEST_TIME.format(now))
        .put("timeEpoch", now.toEpochMilli());
    context
        .putObject("http")
        .put("method", request.method())
        .put("path", request.path())
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "127.0.0.1")
        .put("userAgent", request.header("user-agent").orElse(""));
    if (match.entry().route().signed()) {
      context
          .putObject("authorizer")
          .putObject("iam")
          .put("accountId", PhysicalNames.LOCAL_ACCOUNT)
          .put("callerId", "local")
          .put("userArn", "arn:aws:iam::" + PhysicalNames.LOCAL_ACCOUNT + ":user/local");
    }
  }

  private static void addBody(LocalHttpRequest request, ObjectNode event) {
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    boolean text = TEXT_TYPES.stream().anyMatch(type::startsWith);
    boolean encoded = request.body().length > 0 && !text;
    if (request.body().length > 0) {
      event.put(
          "body", encoded ? Base64.getEncoder().encodeToString(request.body()) : request.text());
    }
    event.put("isBase64Encoded", encoded);
  }

  private static LocalHttpResponse response(byte[] answer) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(answer);
    } catch (JacksonException e) {
      return LocalHttpResponse.problem(
          500, "Internal server error", "The function did not answer with JSON.");
    }
    if (!json.has("statusCode")) {
      return LocalHttpResponse.of(200, "application/json", json.toString());
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    json.path("headers")
        .forEachEntry((name, value) ->
            headers.put(name.toLowerCase(Locale.ROOT), List.of(value.asString(""))));
    List<String> cookies =
        json.path("cookies").valueStream().map(cookie -> cookie.asString("")).toList();
    if (!cookies.isEmpty()) {
      headers.put("set-cookie", cookies);
    }
    String body = json.path("body").asString("");
    byte[] bytes =
        json.path("isBase64Encoded").asBoolean(false)
            ? Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8);
    headers.putIfAbsent("content-type", List.of("text/plain; charset=utf-8"));
    return new LocalHttpResponse(json.path("statusCode").asInt(200), headers, bytes);
  }
}
