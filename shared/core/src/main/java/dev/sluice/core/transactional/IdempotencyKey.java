package dev.sluice.core.transactional;

import dev.sluice.core.support.InvalidInputException;
import java.util.regex.Pattern;

/**
 * The sender's key of one request: a repeated request with the same key asks for the same message,
 * not for another one (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param value 1 to 128 printable ASCII characters, no space at either end
 */
public record IdempotencyKey(String value) {

  /** The field name in violations. */
  public static final String FIELD = "idempotencyKey";

  private static final Pattern FORM = Pattern.compile("[!-~]([ -~]{0,126}[!-~])?");

  public IdempotencyKey {
    if (!FORM.matcher(value).matches()) {
      throw InvalidInputException.of(
          FIELD,
          value,
          "use 1 to 128 printable ASCII characters, such as a UUID, and the same ones again only"
              + " to repeat the same request");
    }
  }

  /** Returns a form fit for logs: keys may be made of addresses. */
  @Override
  public String toString() {
    return "IdempotencyKey[" + MessageId.of(this) + "]";
  }
}
