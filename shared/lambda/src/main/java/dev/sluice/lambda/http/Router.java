package dev.sluice.lambda.http;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.sluice.core.support.Violation;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.HttpProblem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Dispatches requests by the route key that API Gateway has chosen.
 *
 * <p>API Gateway matches paths and methods, and answers requests that match no route itself. A key
 * without a route here means that the template declares a route that the function lacks.
 */
public final class Router {

  private static final Set<String> METHODS_WITH_BODY = Set.of("PUT", "POST", "PATCH");

  private static final String CONTENT_TYPE = "content-type";

  private static final char REPLACEMENT_CHARACTER = '\uFFFD';

  private final Map<String, Route> routes;

  /**
   * Creates a router.
   *
   * @throws IllegalStateException if two routes have the same key
   */
  public Router(List<Route> routes) {
    this.routes = routes.stream().collect(toUnmodifiableMap(Route::key, identity()));
  }

  /** Returns the keys of all routes. */
  public Set<String> keys() {
    return routes.keySet();
  }

  /**
   * Answers a request.
   *
   * @throws HttpProblemException if no route has the request's key, or the route does not accept
   *     the body
   */
  public HttpResponse handle(HttpRequest request) {
    Route route =
        Optional.ofNullable(routes.get(request.routeKey()))
            .orElseThrow(() -> noRoute(request.routeKey()));
    requireAcceptableBody(route, request);
    return route.handler().handle(request);
  }

  private HttpProblemException noRoute(String key) {
    String path = path(key);
    String methods =
        routes.values().stream()
            .filter(route -> path(route.key()).equals(path))
            .map(Route::method)
            .sorted()
            .collect(joining(", "));
    return methods.isEmpty()
        ? HttpProblem.of(ProblemType.NOT_FOUND, "No resource has this path.").toException()
        : new HttpProblemException(
            HttpProblem.of(ProblemType.METHOD_NOT_ALLOWED, "Use " + methods + "."),
            Map.of("allow", methods));
  }

  /** Returns the part of a route key behind the method; {@code $default} has no method. */
  private static String path(String key) {
    return key.substring(key.indexOf(' ') + 1);
  }

  private static void requireAcceptableBody(Route route, HttpRequest request) {
    int size = request.body().length;
    if (size > route.maxBodyBytes()) {
      String remedy = "send at most " + route.maxBodyBytes() + " bytes";
      throw problem(ProblemType.TOO_LARGE, new Violation(Json.BODY, size + " bytes", remedy));
    }
    Optional<String> encoding = request.header("content-encoding").filter(e -> !isIdentity(e));
    if (size > 0 && encoding.isPresent()) {
      throw problem(
          ProblemType.UNSUPPORTED_TYPE,
          new Violation("content-encoding", encoding.get(), "send the body uncompressed"));
    }
    boolean typed =
        METHODS_WITH_BODY.contains(route.method())
            && size > 0
            && route.bodyType() == Route.BodyType.JSON;
    String type = request.header(CONTENT_TYPE).orElse("none");
    if (typed && !isJson(type)) {
      String remedy = "send JSON in UTF-8 as " + HttpResponse.JSON;
      throw problem(ProblemType.UNSUPPORTED_TYPE, new Violation(CONTENT_TYPE, type, remedy));
    }
    if (typed && isDamaged(request.body())) {
      throw problem(ProblemType.INVALID, Json.notUtf8());
    }
  }

  /** API Gateway passes text on with a replacement character for each byte that is not UTF-8. */
  private static boolean isDamaged(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).indexOf(REPLACEMENT_CHARACTER) >= 0;
  }

  private static boolean isIdentity(String encoding) {
    return encoding.strip().equalsIgnoreCase("identity");
  }

  private static HttpProblemException problem(ProblemType type, Violation violation) {
    return new HttpProblem(type, violation.remedy(), List.of(violation)).toException();
  }

  /** Returns whether a type is JSON in the only encoding that JSON has. */
  private static boolean isJson(String type) {
    String[] parts = type.toLowerCase(Locale.ROOT).split(";");
    return parts[0].strip().equals(HttpResponse.JSON)
        && Arrays.stream(parts)
            .skip(1)
            .map(String::strip)
            .filter(parameter -> parameter.startsWith("charset"))
            .allMatch(parameter -> parameter.matches("charset=\"?utf-?8\"?"));
  }
}
