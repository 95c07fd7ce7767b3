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
 * Serves the events of an HTTP API by a router: every request gets an answer, whatever happens.
 *
 * <p>What fails unexpectedly is told without what it was, and logged without messages, since these
 * may hold addresses.
 */
public final class HttpFunction {

  /** Seconds after which a sender may try again when a service was throttled. */
  private static final String RETRY_AFTER_SECONDS = "1";

  private static final String HEAD = "HEAD";

  private static final HttpProblem BUSY =
      HttpProblem.of(ProblemType.BUSY, "nothing is wrong with the request: send it again shortly");

  private static final HttpProblem FAILED =
      HttpProblem.of(ProblemType.FAILED, "the request's id finds the cause in the logs");

  private final Router router;
  private final ErrorRenderer errorRenderer;

  /** Creates a function for programs: they are told problems in JSON. */
  public HttpFunction(Router router) {
    this(router, ErrorRenderer.PROBLEM_JSON);
  }

  /** Creates a function that tells in its own way what was not done. */
  public HttpFunction(Router router, ErrorRenderer refusals) {
    this.router = router;
    this.errorRenderer = refusals;
  }

  /**
   * Answers one event.
   *
   * @throws IllegalArgumentException if it is no event of an HTTP API: there is no one to answer
   */
  public void handle(InputStream event, OutputStream answer, FunctionLog log) throws IOException {
    HttpApiEvents.writeResponse(respond(HttpApiEvents.parseRequest(event), log), answer);
  }

  /** Answers one request; HEAD without a body, whatever comes of it (RFC 9110, section 9.3.2). */
  public HttpResponse respond(HttpRequest request, FunctionLog log) {
    HttpResponse answer = route(request, log);
    return request.method().equals(HEAD) ? answer.withoutBody() : answer;
  }

  private HttpResponse route(HttpRequest request, FunctionLog log) {
    try {
      return router.handle(request);
    } catch (InvalidInputException e) {
      String detail = "correct what the violations name; nothing was changed";
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
      HttpRequest request, RuntimeException failure, ErrorRenderer refusals, FunctionLog log) {
    log.error(LogEvent.REQUEST_FAILED, logFields(request), failure);
    return TransientFailures.isTransient(failure)
        ? refusals.render(request, BUSY).withHeader("retry-after", RETRY_AFTER_SECONDS)
        : refusals.render(request, FAILED);
  }

  /** The path is left out: it names subscribers, some by their address. */
  private static Map<String, String> logFields(HttpRequest request) {
    return Map.of("apiRequestId", request.id(), "method", request.method());
  }
}
