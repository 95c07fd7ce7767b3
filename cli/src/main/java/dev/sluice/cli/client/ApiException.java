package dev.sluice.cli.client;

import dev.sluice.core.support.Violation;
import java.util.List;

/** The failure of an API request: an error response, or no response. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Violation> violations;

  /**
   * Creates the exception of an error response.
   *
   * @param status the HTTP status
   * @param violations what is wrong with the request, if the response says it
   */
  ApiException(int status, String message, List<Violation> violations) {
    super(message);
    this.status = status;
    this.violations = List.copyOf(violations);
  }

  /** Creates the exception of a missing response. */
  ApiException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
    this.violations = List.of();
  }

  /** Returns what is wrong with the request, field by field. */
  public List<Violation> violations() {
    return violations;
  }

  /** Returns whether the resource does not exist. */
  public boolean isNotFound() {
    return status == 404;
  }

  /** Returns whether the resource exists already, or its state forbids the request. */
  public boolean isConflict() {
    return status == 409;
  }

  /** Returns whether the same request may succeed later. */
  public boolean isTransient() {
    return getCause() != null || status == 429 || status >= 500;
  }
}
