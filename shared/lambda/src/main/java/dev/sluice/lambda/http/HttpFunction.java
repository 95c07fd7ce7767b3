package dev.sluice.lambda.http;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.lambda.http.HttpProblem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Handles the events of an HTTP API with a router: every request gets a response.
 *
 * <p>The response to an unexpected failure does not reveal the failure. The log contains no
 * exception messages, because they may contain addresses.
 */
public final class HttpFunction {

  private static final String HEAD = "HEAD";

  private static final HttpProblem BUSY =
      HttpProblem.of(ProblemType.BUSY, "The request is valid. Send it again shortly.");

  private static final HttpProblem FAILED =
      HttpProblem.of(
          ProblemType.FAILED,
          "Search the logs for the request id in 'instance' to find the cause.");

  /**
   * Headers that every response has, unless it sets them itself: for a year browsers use HTTPS only
   * (RFC 6797), keep no copy, take the body for the type it says, load nothing for it, and tell no
   * other site where the reader comes from.
   */
  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "strict-transport-security", "max-age=31536000",
          "cache-control", "no-store",
          "x-content-type-options", "nosniff",
          "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
          "cross-origin-opener-policy", "same-origin",
          "cross-origin-resource-policy", "same-origin",
          "referrer-policy", "no-referrer");

  private final Router router;
  private final ErrorRenderer errorRenderer;
  private final Map<String, String> headers;

  /** Creates a function that renders problems as JSON. */
  public HttpFunction(Router router) {
    this(router, ErrorRenderer.PROBLEM_JSON);
  }

  /** Creates a function that renders problems with the given renderer. */
  public HttpFunction(Router router, ErrorRenderer errorRenderer) {
    this(router, errorRenderer, Map.of());
  }

  /** Creates a function whose responses all have these headers. */
  public HttpFunction(Router router, ErrorRenderer errorRenderer, Map<String, String> headers) {
    this.router = router;
    this.errorRenderer = errorRenderer;
    this.headers = Map.copyOf(headers);
  }

  /**
   * Handles one event.
   *
   * @throws IllegalArgumentException if it is not an event of an HTTP API
   */
  public void handle(InputStream event, OutputStream out, FunctionLog log) throws IOException {
    HttpApiEvents.writeResponse(respond(HttpApiEvents.parseRequest(event), log), out);
  }

  /**
   * Responds to one request, with the security headers that the response does not set itself;
   * responses to HEAD have no body (RFC 9110, section 9.3.2).
   */
  public HttpResponse respond(HttpRequest request, FunctionLog log) {
    HttpResponse response =
        route(request, log).withDefaultHeaders(SECURITY_HEADERS).withDefaultHeaders(headers);
    return request.method().equals(HEAD) ? response.withoutBody() : response;
  }

  private HttpResponse route(HttpRequest request, FunctionLog log) {
    try {
      return router.handle(request);
    } catch (InvalidInputException e) {
      String detail = "Correct the fields named in 'violations'. Nothing was changed.";
      return errorRenderer.render(
          request, new HttpProblem(ProblemType.INVALID, detail, e.violations()));
    } catch (HttpProblemException e) {
      return renderProblem(request, e);
    } catch (RequestFailedException e) {
      return renderFailure(request, e.failure(), e.errorRenderer(), log);
    } catch (RuntimeException e) {
      return renderFailure(request, e, errorRenderer, log);
    }
  }

  private HttpResponse renderProblem(HttpRequest request, HttpProblemException e) {
    HttpResponse response = errorRenderer.render(request, e.problem());
    for (Map.Entry<String, String> header : e.headers().entrySet()) {
      response = response.withHeader(header.getKey(), header.getValue());
    }
    return response;
  }

  private static HttpResponse renderFailure(
      HttpRequest request, RuntimeException failure, ErrorRenderer renderer, FunctionLog log) {
    log.error(LogEvent.REQUEST_FAILED, logFields(request), failure);
    return TransientFailures.isTransient(failure)
        ? renderer.render(request, BUSY).withHeader("retry-after", HttpProblem.RETRY_AFTER_SECONDS)
        : renderer.render(request, FAILED);
  }

  /** Omits the path: it contains subscriber ids, which may be addresses. */
  private static Map<String, String> logFields(HttpRequest request) {
    return Map.of("apiRequestId", request.id(), "method", request.method());
  }
}
