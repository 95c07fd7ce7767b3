package dev.sluice.lambda.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds requests as API Gateway does: chooses the route key and decodes the path parameters.
 *
 * <p>A path that only routes of other methods have gets a key with the request's method, so that
 * tests reach the answers of functions to keys that they lack.
 */
public final class HttpRequests {

  private HttpRequests() {}

  /**
   * Returns a request.
   *
   * @param keys the route keys of the function
   * @param target a path, with a query behind '?' if there is one
   */
  public static HttpRequest create(
      Set<String> keys, String method, String target, Map<String, String> headers, String body) {
    String[] parts = target.split("\\?", 2);
    String key = routeKey(keys, method, parts[0]);
    return new HttpRequest(
        "r-1",
        method,
        key,
        pathParameters(path(key), parts[0]).orElse(Map.of()),
        parts.length == 1 ? Map.of() : query(parts[1]),
        headers,
        body.getBytes(UTF_8));
  }

  /** Returns the key of the route that a request reaches; literal parts win over parameters. */
  public static String routeKey(Set<String> keys, String method, String path) {
    return keys.stream()
        .filter(key -> pathParameters(path(key), path).isPresent())
        .min(
            Comparator.comparing((String key) -> !key.startsWith(method + " "))
                .thenComparing(key -> path(key).chars().filter(c -> c == '{').count())
                .thenComparing(key -> key))
        .map(key -> method + " " + path(key))
        .orElse(method + " " + path);
  }

  private static String path(String key) {
    return key.substring(key.indexOf(' ') + 1);
  }

  private static Optional<Map<String, String>> pathParameters(String pattern, String path) {
    List<String> expected = List.of(pattern.split("/", -1));
    List<String> given = List.of(path.split("/", -1));
    if (expected.size() != given.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < expected.size(); i++) {
      String part = expected.get(i);
      if (part.startsWith("{")) {
        parameters.put(part.substring(1, part.length() - 1), decode(given.get(i)));
      } else if (!part.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /** Decodes a part of a path, in which '+' stands for itself (RFC 3986, section 3.3). */
  private static String decode(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }

  private static Map<String, String> query(String text) {
    return Stream.of(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
