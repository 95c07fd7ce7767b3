package dev.sluice.local.functions;

/** Thrown if a function did not answer: it failed, or it was throttled. */
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

  /** Returns whether the function did not run because its reserved concurrency was reached. */
  public boolean isThrottled() {
    return throttled;
  }
}
