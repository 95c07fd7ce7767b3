package dev.sluice.aws.http;

/** Ends a request because something failed, and says how that is to be told. */
public final class FaultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RuntimeException failure;
  private final transient Refusals refusals;

  /**
   * Creates it.
   *
   * @param failure what is logged, and decides on the status
   */
  public FaultException(RuntimeException failure, Refusals refusals) {
    super(failure);
    this.failure = failure;
    this.refusals = refusals;
  }

  /** Returns what failed. */
  RuntimeException failure() {
    return failure;
  }

  /** Returns how it is told. */
  Refusals refusals() {
    return refusals;
  }
}
