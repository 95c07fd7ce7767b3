package dev.sluice.local.functions;

/** A function that did not answer: it threw, or it was not let run. */
public final class FunctionFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean throttled;

  private FunctionFailure(String message, boolean throttled) {
    super(message);
    this.throttled = throttled;
  }

  static FunctionFailure thrown(String logicalId, Throwable cause) {
    FunctionFailure failure = new FunctionFailure(logicalId + " failed: " + cause, false);
    failure.initCause(cause);
    return failure;
  }

  static FunctionFailure throttled(String logicalId, int concurrency) {
    return new FunctionFailure(
        logicalId + " already runs " + concurrency + " times, its reserved concurrency", true);
  }

  /** Returns whether the function was not run at all because it already ran too often. */
  public boolean isThrottled() {
    return throttled;
  }
}
