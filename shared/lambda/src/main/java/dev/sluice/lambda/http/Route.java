package dev.sluice.lambda.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path that something answers.
 *
 * @param method in upper case
 * @param path parts between slashes, as literal text or as a name in braces: {@code
 *     /campaigns/{id}/pause}
 * @param maxBodyBytes the largest body it takes
 * @param bodyType what kind of body it takes, where the method has one
 */
public record Route(
    String method, String path, int maxBodyBytes, BodyType bodyType, Handler handler) {

  /** The largest body unless a route says otherwise: what fits into one item of DynamoDB. */
  public static final int MAX_BODY_BYTES = 384 * 1024;

  /** What kind of body a route takes. */
  public enum BodyType {
    /** JSON; any other content type is refused. */
    JSON,
    /** A form, as programs send them: the route itself looks at the content type. */
    FORM
  }

  /** What answers a request. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers a request.
     *
     * @param parts the path's parts that the route names
     */
    HttpResponse handle(HttpRequest request, PathParameters parts);
  }

  /** Creates a route that takes JSON. */
  public Route(String method, String path, int maxBodyBytes, Handler handler) {
    this(method, path, maxBodyBytes, BodyType.JSON, handler);
  }

  /** Returns a route that takes a form. */
  public static Route form(String method, String path, int maxBodyBytes, Handler action) {
    return new Route(method, path, maxBodyBytes, BodyType.FORM, action);
  }

  /** Returns a route with the usual bound on its body. */
  public static Route of(String method, String path, Handler action) {
    return new Route(method, path, MAX_BODY_BYTES, action);
  }

  /**
   * Returns this route as API Gateway and the OpenAPI page name it, such as {@code GET /policy}.
   */
  public String key() {
    return method + " " + path;
  }

  /** Returns the named parts of a path that this route's pattern matches, empty if it does not. */
  Optional<PathParameters> match(String requested) {
    List<String> pattern = List.of(path.split("/", -1));
    List<String> given = List.of(requested.split("/", -1));
    if (pattern.size() != given.size()) {
      return Optional.empty();
    }
    Map<String, String> parts = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String part = pattern.get(i);
      if (part.startsWith("{")) {
        parts.put(part.substring(1, part.length() - 1), decodePathSegment(given.get(i)));
      } else if (!part.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(new PathParameters(parts));
  }

  /** Decodes a part of a path, in which '+' stands for itself (RFC 3986, section 3.3). */
  private static String decodePathSegment(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part; // a stray '%': no identifier has one, so it is refused as it stands
    }
  }
}
