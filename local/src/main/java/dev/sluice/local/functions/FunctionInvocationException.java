package dev.sluice.local.functions;

/** A function that did not answer: it threw, or it was not let run. */
public final class FunctionInvocationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean throttled;

  private FunctionInvocationException(String message, boolean throttled) {
    super(message);
    this.throttled = throttled;
  }

  static FunctionInvocationException causedBy(String logicalId, Throwable cause) {
    FunctionInvocationException failure =
        new FunctionInvocationException(logicalId + " failed: " + cause, false);
    failure.initCause(cause);
    return failure;
  }

  static FunctionInvocationException throttledAt(String logicalId, int concurrency) {
    return new FunctionInvocationException(
        logicalId + " already runs " + concurrency + " times, its reserved concurrency", true);
  }

  /** Returns whether the function was not run at all because it already ran too often. */
  public boolean isThrottled() {
    return throttled;
  }
}
