package dev.sluice.lambda.http;

/** Ends a request that failed unexpectedly, and names the renderer of its response. */
public final class RequestFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RuntimeException failure;
  private final transient ErrorRenderer errorRenderer;

  /**
   * Creates an exception.
   *
   * @param failure the failure that is logged and that determines the status
   */
  public RequestFailedException(RuntimeException failure, ErrorRenderer errorRenderer) {
    super(failure);
    this.failure = failure;
    this.errorRenderer = errorRenderer;
  }

  RuntimeException failure() {
    return failure;
  }

  ErrorRenderer errorRenderer() {
    return errorRenderer;
  }
}
