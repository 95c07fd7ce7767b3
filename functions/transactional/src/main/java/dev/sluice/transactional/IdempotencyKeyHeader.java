package dev.sluice.transactional;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import dev.sluice.core.transactional.IdempotencyKey;
import dev.sluice.lambda.http.HttpRequest;

/**
 * The header that names a request, as it is or in quotes (a String of RFC 9651, section 3.3.3, as
 * draft-ietf-httpapi-idempotency-key-header has it).
 */
final class IdempotencyKeyHeader {

  static final String NAME = "Idempotency-Key";

  private IdempotencyKeyHeader() {}

  /**
   * Returns the key of a request.
   *
   * @throws InvalidInputException if it is absent or no key
   */
  static IdempotencyKey parse(HttpRequest request) {
    String value =
        request
            .header(NAME)
            .orElseThrow(() ->
                InvalidInputException.of(
                    NAME,
                    "absent",
                    "send this header: a text of your own for each message, such as a UUID, so that"
                        + " a repeated request does not send it twice"));
    try {
      return new IdempotencyKey(unquoted(value.strip()));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          e.violations().stream()
              .map(violation -> new Violation(NAME, violation.value(), violation.remedy()))
              .toList());
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted
        ? value.substring(1, value.length() - 1).replaceAll("\\\\([\"\\\\])", "$1")
        : value;
  }
}
