package dev.sluice.lambda.http;

import dev.sluice.core.support.Violation;
import dev.sluice.json.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Problem details of a request that failed (RFC 9457): its type, what happened, and every
 * violation.
 *
 * @param detail for the person who sent the request; it never reveals internal state
 */
public record HttpProblem(ProblemType type, String detail, List<Violation> violations) {

  /** The content type of problems. */
  public static final String CONTENT_TYPE = "application/problem+json";

  /** Seconds after which a client may retry a request that failed transiently. */
  static final String RETRY_AFTER_SECONDS = "1";

  /** The types of problems: each has a type URI, a status and a title. */
  public enum ProblemType {
    INVALID("invalid", 400, "Invalid request"),
    NOT_FOUND("not-found", 404, "Not found"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
    CONFLICT("conflict", 409, "Conflict"),
    TOO_LARGE("too-large", 413, "Request too large"),
    UNSUPPORTED_TYPE("unsupported-type", 415, "Unsupported content type"),
    FAILED("failed", 500, "Internal server error"),
    BUSY("busy", 503, "Temporarily unavailable");

    private final String name;
    private final int status;
    private final String title;

    ProblemType(String name, int status, String title) {
      this.name = name;
      this.status = status;
      this.title = title;
    }

    /** Returns the HTTP status, by RFC 9110. */
    public int status() {
      return status;
    }

    /** Returns the type URI: a name for programs, which cannot be opened. */
    public String uri() {
      return "urn:sluice:problem:" + name;
    }
  }

  public HttpProblem {
    violations = List.copyOf(violations);
  }

  /** Returns a problem with no violations. */
  public static HttpProblem of(ProblemType type, String detail) {
    return new HttpProblem(type, detail, List.of());
  }

  /** Returns the problem of a request for a resource that does not exist. */
  public static HttpProblem notFound(String kind, Object id) {
    return of(ProblemType.NOT_FOUND, "The %s '%s' does not exist.".formatted(kind, id));
  }

  /** Returns an exception that ends the request with this problem. */
  public HttpProblemException toException() {
    Map<String, String> headers =
        type == ProblemType.BUSY ? Map.of("retry-after", RETRY_AFTER_SECONDS) : Map.of();
    return new HttpProblemException(this, headers);
  }

  /**
   * Returns the response that describes the problem.
   *
   * @param requestId identifies the request in the logs
   */
  public HttpResponse toResponse(String requestId) {
    ObjectNode body =
        Json.object()
            .put("type", type.uri())
            .put("title", type.title)
            .put("status", type.status)
            .put("detail", detail)
            .put("instance", "urn:request:" + requestId);
    body.set("violations", violationsToJson(violations));
    return HttpResponse.of(type.status, CONTENT_TYPE, Json.encode(body));
  }

  /** Returns violations as JSON. */
  public static ArrayNode violationsToJson(List<Violation> violations) {
    ArrayNode array = Json.object().putArray("violations");
    violations.forEach(violation ->
        array
            .addObject()
            .put("field", violation.field())
            .put("value", violation.value())
            .put("remedy", violation.remedy()));
    return array;
  }
}
