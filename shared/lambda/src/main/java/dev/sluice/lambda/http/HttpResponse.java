package dev.sluice.lambda.http;

import dev.sluice.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An answer to a request.
 *
 * @param status by RFC 9110, section 15
 * @param headers one value for each name
 */
public record HttpResponse(int status, Map<String, String> headers, String body) {

  public static final String JSON = "application/json";

  public HttpResponse {
    headers = Map.copyOf(headers);
  }

  /** Returns an answer 200 with a JSON value. */
  public static HttpResponse ok(JsonNode body) {
    return json(200, body);
  }

  /** Returns an answer 201 with a JSON value. */
  public static HttpResponse created(String location, JsonNode body) {
    return json(201, body).withHeader("location", location);
  }

  /** Returns an answer with a JSON value. */
  public static HttpResponse json(int status, JsonNode body) {
    return of(status, JSON, Json.encode(body));
  }

  static HttpResponse of(int status, String type, String body) {
    return new HttpResponse(
        status, Map.of("content-type", type, "cache-control", "no-store"), body);
  }

  /** Returns this answer with one more header. */
  public HttpResponse withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, more, body);
  }

  /** Returns this answer as one to HEAD: all but its body (RFC 9110, section 9.3.2). */
  public HttpResponse withoutBody() {
    return new HttpResponse(status, headers, "");
  }
}
