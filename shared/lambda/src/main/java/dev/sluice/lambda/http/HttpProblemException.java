package dev.sluice.lambda.http;

import java.util.Map;

/** Ends a request with a problem. */
public final class HttpProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient HttpProblem problem;
  private final transient Map<String, String> headers;

  HttpProblemException(HttpProblem problem, Map<String, String> headers) {
    super(problem.type() + ": " + problem.detail());
    this.problem = problem;
    this.headers = Map.copyOf(headers);
  }

  /** Returns what is told to the sender. */
  public HttpProblem problem() {
    return problem;
  }

  /** Returns the headers that go with it. */
  Map<String, String> headers() {
    return headers;
  }
}
