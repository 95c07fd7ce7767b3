package dev.sluice.core.transactional;

import dev.sluice.core.support.InvalidInputException;
import java.util.regex.Pattern;

/**
 * The sender's own name of one request, so that repeating it asks for the same message and not for
 * another (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param value 1 to 128 printable ASCII characters, no space at either end
 */
public record IdempotencyKey(String value) {

  /** What violations call it. */
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
