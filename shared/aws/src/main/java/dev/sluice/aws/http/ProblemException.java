package dev.sluice.aws.http;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.kind() + ": " + problem.detail());
    this.problem = problem;
  }

  /** Returns what is told to the sender. */
  public Problem problem() {
    return problem;
  }
}
