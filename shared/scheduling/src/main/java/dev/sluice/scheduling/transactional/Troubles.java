package dev.sluice.scheduling.transactional;

/** Where failures are told that must not stop a message. */
@FunctionalInterface
public interface Troubles {

  /** Tells that {@code what} did not happen. */
  void report(String what, RuntimeException failure);
}
