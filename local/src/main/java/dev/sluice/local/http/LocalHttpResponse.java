package dev.sluice.local.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP response.
 *
 * @param status the HTTP status
 * @param headers values by name
 * @param body the body
 */
public record LocalHttpResponse(int status, Map<String, List<String>> headers, byte[] body) {

  public LocalHttpResponse {
    headers = Map.copyOf(headers);
  }

  /** Returns an answer with a content type and a UTF-8 body. */
  public static LocalHttpResponse of(int status, String contentType, String body) {
    return new LocalHttpResponse(
        status,
        Map.of("content-type", List.of(contentType)),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns an error of the local run itself (RFC 9457). */
  public static LocalHttpResponse problem(int status, String title, String detail) {
    String body =
        JsonMapper.shared()
            .createObjectNode()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .toString();
    return of(status, "application/problem+json", body);
  }

  /** Returns an answer of AWS's JSON 1.1 protocol. */
  public static LocalHttpResponse json(int status, String body) {
    return of(status, "application/x-amz-json-1.1", body);
  }

  /** Returns this answer with one more header. */
  public LocalHttpResponse withHeader(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, List.of(value));
    return new LocalHttpResponse(status, more, body);
  }

  /** Returns the body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
