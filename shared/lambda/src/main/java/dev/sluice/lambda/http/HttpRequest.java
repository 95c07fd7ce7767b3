package dev.sluice.lambda.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a route sees it.
 *
 * @param id API Gateway's name of the request, to find it in logs
 * @param method in upper case
 * @param path without the stage, starting with a slash
 * @param query the query's parameters; repeated ones are joined by commas
 * @param headers by name in lower case
 */
public record HttpRequest(
    String id,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  public HttpRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  /** Returns a copy of the body, empty if there is none. */
  @Override
  public byte[] body() {
    return body.clone();
  }

  /** Returns a header's value, whatever the case of the name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Returns a parameter of the query. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }
}
