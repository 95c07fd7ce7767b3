package dev.sluice.lambda.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request, as API Gateway passes it to a function.
 *
 * @param id API Gateway's identifier of the request, which logs contain
 * @param method in upper case
 * @param routeKey the route that API Gateway has chosen, such as {@code GET /topics/{id}}
 * @param pathParameters the path's parts that the route key names in braces, decoded
 * @param query the query's parameters; the values of a repeated one are joined by commas
 * @param headers by name in lower case
 */
public record HttpRequest(
    String id,
    String method,
    String routeKey,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  public HttpRequest {
    pathParameters = Map.copyOf(pathParameters);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  /** Returns a copy of the body, empty if there is none. */
  @Override
  public byte[] body() {
    return body.clone();
  }

  /**
   * Returns a part of the path.
   *
   * @throws IllegalArgumentException if the route key does not name it
   */
  public String pathParameter(String name) {
    return Optional.ofNullable(pathParameters.get(name))
        .orElseThrow(() -> new IllegalArgumentException(routeKey + " has no parameter " + name));
  }

  /** Returns a header's value; the name may be in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Returns a parameter of the query. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }
}
