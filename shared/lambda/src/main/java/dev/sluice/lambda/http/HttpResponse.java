package dev.sluice.lambda.http;

import dev.sluice.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A response to a request.
 *
 * @param status by RFC 9110, section 15
 * @param headers one value for each name
 */
public record HttpResponse(int status, Map<String, String> headers, String body) {

  /** The media type of JSON. */
  public static final String JSON = "application/json";

  public HttpResponse {
    headers = Map.copyOf(headers);
  }

  /** Returns a 200 response with a JSON value. */
  public static HttpResponse ok(JsonNode body) {
    return json(200, body);
  }

  /** Returns a 201 response with a JSON value. */
  public static HttpResponse created(String location, JsonNode body) {
    return json(201, body).withHeader("location", location);
  }

  /** Returns a response with a JSON value. */
  public static HttpResponse json(int status, JsonNode body) {
    return of(status, JSON, Json.encode(body));
  }

  static HttpResponse of(int status, String type, String body) {
    return new HttpResponse(status, Map.of("content-type", type), body);
  }

  /** Returns this response with one more header. */
  public HttpResponse withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, more, body);
  }

  /** Returns this response with those of {@code defaults} that it does not have. */
  HttpResponse withDefaultHeaders(Map<String, String> defaults) {
    Map<String, String> more = new LinkedHashMap<>(defaults);
    more.putAll(headers);
    return new HttpResponse(status, more, body);
  }

  /** Returns this response without its body, as HEAD requires (RFC 9110, section 9.3.2). */
  public HttpResponse withoutBody() {
    return new HttpResponse(status, headers, "");
  }
}
