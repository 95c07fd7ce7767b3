package dev.sluice.lambda.http;

/**
 * A route of a function, as API Gateway names it.
 *
 * @param key the method and the path with its parameters in braces, such as {@code GET
 *     /topics/{id}}; the template declares the same key
 * @param maxBodyBytes the largest body that the route accepts
 * @param bodyType the kind of body that the route accepts, if its method has one
 */
public record Route(String key, int maxBodyBytes, BodyType bodyType, Handler handler) {

  /** The largest body unless a route says otherwise: what fits into one item of DynamoDB. */
  public static final int MAX_BODY_BYTES = 384 * 1024;

  /** The kind of body that a route accepts. */
  public enum BodyType {
    /** JSON; any other content type is rejected. */
    JSON,
    /** A form; the handler checks the content type. */
    FORM
  }

  /** Answers the requests of a route. */
  @FunctionalInterface
  public interface Handler {
    HttpResponse handle(HttpRequest request);
  }

  /** Returns a route that accepts JSON of up to {@link #MAX_BODY_BYTES}. */
  public static Route of(String key, Handler handler) {
    return of(key, MAX_BODY_BYTES, handler);
  }

  /** Returns a route that accepts JSON. */
  public static Route of(String key, int maxBodyBytes, Handler handler) {
    return new Route(key, maxBodyBytes, BodyType.JSON, handler);
  }

  /** Returns a route that accepts a form. */
  public static Route form(String key, int maxBodyBytes, Handler handler) {
    return new Route(key, maxBodyBytes, BodyType.FORM, handler);
  }

  /** Returns the method, in upper case. */
  String method() {
    return key.substring(0, key.indexOf(' '));
  }
}
