package dev.sluice.transactional;

import dev.sluice.lambda.InvocationFailedException;

/** An event that asks for a message and cannot be taken; says why without repeating its values. */
final class RejectedEventException extends InvocationFailedException {

  private static final long serialVersionUID = 1L;

  RejectedEventException(String problem) {
    super(problem);
  }
}
