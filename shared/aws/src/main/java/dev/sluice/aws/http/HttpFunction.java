package dev.sluice.aws.http;

import dev.sluice.aws.http.Problem.Kind;
import dev.sluice.aws.lambda.Log;
import dev.sluice.scheduling.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Serves the events of an HTTP API by a router: every request gets an answer, whatever happens.
 *
 * <p>What fails unexpectedly is told as a problem with nothing but the request's id, and logged
 * without messages, since these may hold addresses.
 */
public final class HttpFunction {

  /** Seconds after which a sender may try again when a service was throttled. */
  private static final String RETRY_AFTER_SECONDS = "1";

  private final Router router;

  /** Creates the function. */
  public HttpFunction(Router router) {
    this.router = router;
  }

  /**
   * Answers one event.
   *
   * @throws IllegalArgumentException if it is no event of an HTTP API: there is no one to answer
   */
  public void handle(InputStream event, OutputStream answer, Log log) throws IOException {
    HttpEvents.write(answer(HttpEvents.read(event), log), answer);
  }

  /** Answers one request. */
  public HttpResponse answer(HttpRequest request, Log log) {
    try {
      return router.answer(request);
    } catch (InvalidInputException e) {
      String detail = "correct what the violations name; nothing was changed";
      return new Problem(Kind.INVALID, detail, e.violations()).response(request.id());
    } catch (ProblemException e) {
      return told(request, e);
    } catch (SdkException e) {
      log.error("request failed", fields(request), e);
      return e.retryable() ? busy(request) : failed(request);
    } catch (RuntimeException e) {
      log.error("request failed", fields(request), e);
      return failed(request);
    }
  }

  private static HttpResponse told(HttpRequest request, ProblemException e) {
    HttpResponse response = e.problem().response(request.id());
    for (Map.Entry<String, String> header : e.headers().entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  private static HttpResponse busy(HttpRequest request) {
    return Problem.of(Kind.BUSY, "nothing is wrong with the request: send it again shortly")
        .response(request.id())
        .with("retry-after", RETRY_AFTER_SECONDS);
  }

  private static HttpResponse failed(HttpRequest request) {
    return Problem.of(Kind.FAILED, "the request's id finds the cause in the logs")
        .response(request.id());
  }

  /** The path is left out: it names subscribers, some by their address. */
  private static Map<String, String> fields(HttpRequest request) {
    return Map.of("request", request.id(), "method", request.method());
  }
}
