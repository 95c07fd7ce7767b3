package dev.sluice.cli.client;

import dev.sluice.core.support.Violation;
import java.util.List;

/** An answer of the API that is not a success, or the lack of any answer. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Violation> violations;

  /**
   * Creates the exception of an answer.
   *
   * @param status the HTTP status
   * @param violations what is wrong with the request, if the answer says
   */
  ApiException(int status, String message, List<Violation> violations) {
    super(message);
    this.status = status;
    this.violations = List.copyOf(violations);
  }

  /** Creates the exception of an answer that never came. */
  ApiException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
    this.violations = List.of();
  }

  /** Returns what is wrong with the request, field by field. */
  public List<Violation> violations() {
    return violations;
  }

  /** Tells whether the API answered that there is no such thing. */
  public boolean isNotFound() {
    return status == 404;
  }

  /** Tells whether the API answered that there is one already, or that its state forbids it. */
  public boolean isConflict() {
    return status == 409;
  }

  /** Tells whether the same call may well succeed a little later. */
  public boolean isTransient() {
    return getCause() != null || status == 429 || status >= 500;
  }
}
