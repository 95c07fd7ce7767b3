package dev.sluice.aws.http;

import java.util.Map;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  ProblemException(Problem problem, Map<String, String> headers) {
    super(problem.kind() + ": " + problem.detail());
    this.problem = problem;
    this.headers = Map.copyOf(headers);
  }

  /** Returns what is told to the sender. */
  public Problem problem() {
    return problem;
  }

  /** Returns the headers that go with it. */
  Map<String, String> headers() {
    return headers;
  }
}
