package dev.sluice.core.transactional;

/** Receives failures that do not stop a message. */
@FunctionalInterface
public interface FailureListener {

  /** Reports a failure. */
  void onFailure(Failure failure, RuntimeException cause);

  /** What failed. */
  enum Failure {
    /** The send was not counted in the account's rate. */
    PERMIT_NOT_RECORDED,
    /** The send was not added to the subscriber's history, so that it does not count for caps. */
    CAP_NOT_RECORDED
  }
}
