package dev.sluice.core.erasure;

import java.util.regex.Pattern;

/**
 * The keyed hash of an erased subscriber's identifier or address; it identifies no person without
 * the key.
 *
 * @param value 64 hexadecimal digits
 */
public record ErasureHash(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public ErasureHash {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a hash has 64 hexadecimal digits");
    }
  }

  /** Returns the hash, which identifies no person. */
  @Override
  public String toString() {
    return value;
  }
}
