package dev.sluice.lambda.http;

import java.util.Map;

/** Ends a request with a problem and its headers. */
public final class HttpProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient HttpProblem problem;
  private final transient Map<String, String> headers;

  HttpProblemException(HttpProblem problem, Map<String, String> headers) {
    super(problem.type() + ": " + problem.detail());
    this.problem = problem;
    this.headers = Map.copyOf(headers);
  }

  /** Returns the problem. */
  public HttpProblem problem() {
    return problem;
  }

  Map<String, String> headers() {
    return headers;
  }
}
