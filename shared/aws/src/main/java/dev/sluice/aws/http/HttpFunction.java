package dev.sluice.aws.http;

import static java.util.stream.Collectors.joining;

import dev.sluice.aws.http.Problem.Kind;
import dev.sluice.scheduling.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Serves the events of an HTTP API by a router: every request gets an answer, whatever happens.
 *
 * <p>What fails unexpectedly is told as a problem with nothing but the request's id, and logged
 * without messages, since these may hold addresses.
 */
public final class HttpFunction {

  /** Causes of causes that are logged. */
  private static final int MAX_CAUSES = 5;

  /** Frames of each that are logged: enough to find the line. */
  private static final int MAX_FRAMES = 15;

  /** Seconds after which a sender may try again when a service was throttled. */
  private static final String RETRY_AFTER_SECONDS = "1";

  private final Router router;
  private final Consumer<String> log;

  /**
   * Creates the function.
   *
   * @param log takes lines for the people who run it
   */
  public HttpFunction(Router router, Consumer<String> log) {
    this.router = router;
    this.log = log;
  }

  /**
   * Answers one event.
   *
   * @throws IllegalArgumentException if it is no event of an HTTP API: there is no one to answer
   */
  public void handle(InputStream event, OutputStream answer) throws IOException {
    HttpEvents.write(answer(HttpEvents.read(event)), answer);
  }

  /** Answers one request. */
  public HttpResponse answer(HttpRequest request) {
    try {
      return router.answer(request);
    } catch (InvalidInputException e) {
      String detail = "correct what the violations name; nothing was changed";
      return new Problem(Kind.INVALID, detail, e.violations()).response(request.id());
    } catch (ProblemException e) {
      return e.problem().response(request.id());
    } catch (SdkException e) {
      return e.retryable() ? busy(request, e) : failed(request, e);
    } catch (RuntimeException e) {
      return failed(request, e);
    }
  }

  private HttpResponse busy(HttpRequest request, SdkException e) {
    log.accept(describe(request, e));
    return Problem.of(Kind.BUSY, "nothing is wrong with the request: send it again shortly")
        .response(request.id())
        .with("retry-after", RETRY_AFTER_SECONDS);
  }

  private HttpResponse failed(HttpRequest request, RuntimeException e) {
    log.accept(describe(request, e));
    return Problem.of(Kind.FAILED, "the request's id finds the cause in the logs")
        .response(request.id());
  }

  private static String describe(HttpRequest request, Throwable failure) {
    return "request %s, %s: %s"
        .formatted(
            request.id(),
            request.method(),
            Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .map(HttpFunction::describe)
                .collect(joining(" caused by ")));
  }

  private static String describe(Throwable cause) {
    return cause.getClass().getName()
        + Arrays.stream(cause.getStackTrace())
            .limit(MAX_FRAMES)
            .map(frame -> " at " + frame)
            .collect(joining());
  }
}
