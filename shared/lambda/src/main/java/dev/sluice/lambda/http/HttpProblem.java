package dev.sluice.lambda.http;

import dev.sluice.core.support.Violation;
import dev.sluice.json.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a request was not done (RFC 9457): its title, what exactly happened, and every violation.
 *
 * @param detail for the person who sent it, never the state of the machinery
 */
public record HttpProblem(ProblemType type, String detail, List<Violation> violations) {

  /** The content type of problems. */
  public static final String CONTENT_TYPE = "application/problem+json";

  /** What can be wrong: each kind is a type URI, a status and a title. */
  public enum ProblemType {
    INVALID("invalid", 400, "The request cannot be accepted"),
    NOT_FOUND("not-found", 404, "There is no such thing"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This cannot be done here"),
    CONFLICT("conflict", 409, "The request does not fit what is stored"),
    TOO_LARGE("too-large", 413, "The request is too large"),
    UNSUPPORTED_TYPE("unsupported-type", 415, "The content type is not understood"),
    FAILED("failed", 500, "Something failed on our side"),
    BUSY("busy", 503, "Too much is going on right now");

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

    /** Returns the type URI: a name for programs, nothing to open. */
    public String uri() {
      return "urn:sluice:problem:" + name;
    }
  }

  public HttpProblem {
    violations = List.copyOf(violations);
  }

  /** Returns a problem with no violations. */
  public static HttpProblem of(ProblemType kind, String detail) {
    return new HttpProblem(kind, detail, List.of());
  }

  /** Returns an exception that ends the request with this problem. */
  public HttpProblemException toException() {
    return new HttpProblemException(this, Map.of());
  }

  /**
   * Returns the answer that tells the problem.
   *
   * @param requestId names the request in the logs
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
    ArrayNode written = Json.object().putArray("violations");
    violations.forEach(violation ->
        written
            .addObject()
            .put("field", violation.field())
            .put("value", violation.value())
            .put("remedy", violation.remedy()));
    return written;
  }
}
