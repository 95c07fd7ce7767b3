package dev.sluice.local.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers values by name
 * @param body the body
 */
public record WireResponse(int status, Map<String, List<String>> headers, byte[] body) {

  public WireResponse {
    headers = Map.copyOf(headers);
  }

  /** Returns an answer with a content type and a UTF-8 body. */
  public static WireResponse of(int status, String contentType, String body) {
    return new WireResponse(
        status,
        Map.of("content-type", List.of(contentType)),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns an answer of AWS's JSON 1.1 protocol. */
  public static WireResponse json(int status, String body) {
    return of(status, "application/x-amz-json-1.1", body);
  }

  /** Returns this answer with one more header. */
  public WireResponse with(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, List.of(value));
    return new WireResponse(status, more, body);
  }

  /** Returns the body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
