package dev.sluice.core.transactional;

/** Where failures are told that must not stop a message. */
@FunctionalInterface
public interface FailureListener {

  /** Tells that {@code what} did not happen. */
  void onFailure(String what, RuntimeException failure);
}
