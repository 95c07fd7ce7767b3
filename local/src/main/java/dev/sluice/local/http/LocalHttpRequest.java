package dev.sluice.local.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request.
 *
 * @param method the HTTP method
 * @param path the path, decoded
 * @param query the raw query string, empty if none
 * @param headers values by lower-case name
 * @param body the body, at most what the server allows
 */
public record LocalHttpRequest(
    String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

  public LocalHttpRequest {
    headers = Map.copyOf(headers);
  }

  /** Returns the first value of a header. */
  public Optional<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
  }

  /** Returns the operation of the AWS JSON protocols, such as {@code PutEvents}. */
  public Optional<String> operation() {
    return header("x-amz-target").map(target -> target.substring(target.lastIndexOf('.') + 1));
  }

  /** Returns the body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
