package dev.sluice.lambda;

/**
 * The failure of an invocation as Lambda's runtime sees and logs it: a message that is safe to log,
 * and no cause.
 *
 * <p>The runtime logs the messages of a failure and of its causes, and those of services and
 * parsers quote addresses and values. What failed is in the line {@code invocation.failed}.
 */
public class InvocationFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message without addresses, tokens and values from outside
   */
  public InvocationFailedException(String message) {
    super(message);
  }
}
