package dev.sluice.core.transactional;

import dev.sluice.core.support.InvalidInputException;
import java.util.regex.Pattern;

/**
 * The identifier of a transactional message, made from its idempotency key: so the same key always
 * means the same item, and storing it is one conditional write.
 *
 * @param value 32 hexadecimal digits in lower case: 128 bits of SHA-256, beyond collision
 */
public record MessageId(String value) {

  private static final int DIGITS = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public MessageId {
    if (!FORM.matcher(value).matches()) {
      throw InvalidInputException.of(
          "id", value, "use the 32 hexadecimal digits that the answer to the request named");
    }
  }

  /** Returns the identifier of the message that a key asks for. */
  public static MessageId of(IdempotencyKey key) {
    return new MessageId(new LengthPrefixedDigest().update(key.value()).hex().substring(0, DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
