package dev.sluice.aws.http;

import dev.sluice.aws.http.Problem.Kind;
import dev.sluice.aws.lambda.Log;
import dev.sluice.scheduling.InvalidInputException;
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

  private static final Problem BUSY =
      Problem.of(Kind.BUSY, "nothing is wrong with the request: send it again shortly");

  private static final Problem FAILED =
      Problem.of(Kind.FAILED, "the request's id finds the cause in the logs");

  private final Router router;
  private final Refusals refusals;

  /** Creates a function for programs: they are told problems in JSON. */
  public HttpFunction(Router router) {
    this(router, Refusals.PROBLEMS);
  }

  /** Creates a function that tells in its own way what was not done. */
  public HttpFunction(Router router, Refusals refusals) {
    this.router = router;
    this.refusals = refusals;
  }

  /**
   * Answers one event.
   *
   * @throws IllegalArgumentException if it is no event of an HTTP API: there is no one to answer
   */
  public void handle(InputStream event, OutputStream answer, Log log) throws IOException {
    HttpEvents.write(answer(HttpEvents.read(event), log), answer);
  }

  /** Answers one request; HEAD without a body, whatever comes of it (RFC 9110, section 9.3.2). */
  public HttpResponse answer(HttpRequest request, Log log) {
    HttpResponse answer = routed(request, log);
    return request.method().equals(HEAD) ? answer.withoutBody() : answer;
  }

  private HttpResponse routed(HttpRequest request, Log log) {
    try {
      return router.answer(request);
    } catch (InvalidInputException e) {
      String detail = "correct what the violations name; nothing was changed";
      return refusals.tell(request, new Problem(Kind.INVALID, detail, e.violations()));
    } catch (ProblemException e) {
      return told(request, e);
    } catch (FaultException e) {
      return failed(request, e.failure(), e.refusals(), log);
    } catch (RuntimeException e) {
      return failed(request, e, refusals, log);
    }
  }

  private HttpResponse told(HttpRequest request, ProblemException e) {
    HttpResponse response = refusals.tell(request, e.problem());
    for (Map.Entry<String, String> header : e.headers().entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  private static HttpResponse failed(
      HttpRequest request, RuntimeException failure, Refusals refusals, Log log) {
    log.error("request failed", fields(request), failure);
    return Faults.pass(failure)
        ? refusals.tell(request, BUSY).with("retry-after", RETRY_AFTER_SECONDS)
        : refusals.tell(request, FAILED);
  }

  /** The path is left out: it names subscribers, some by their address. */
  private static Map<String, String> fields(HttpRequest request) {
    return Map.of("request", request.id(), "method", request.method());
  }
}
