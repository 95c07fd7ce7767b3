package dev.sluice.transactional;

/** An event that asks for a message and cannot be taken; says why without repeating its values. */
final class RejectedEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RejectedEventException(String problem) {
    super(problem);
  }
}
