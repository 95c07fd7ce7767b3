package dev.sluice.lambda.http;

/** Ends a request because something failed, and says how that is to be told. */
public final class RequestFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RuntimeException failure;
  private final transient ErrorRenderer errorRenderer;

  /**
   * Creates it.
   *
   * @param failure what is logged, and decides on the status
   */
  public RequestFailedException(RuntimeException failure, ErrorRenderer refusals) {
    super(failure);
    this.failure = failure;
    this.errorRenderer = refusals;
  }

  /** Returns what failed. */
  RuntimeException failure() {
    return failure;
  }

  /** Returns how it is told. */
  ErrorRenderer errorRenderer() {
    return errorRenderer;
  }
}
