package dev.sluice.core.erasure;

import java.util.regex.Pattern;

/**
 * What is kept of somebody who was erased: a keyed hash that says nothing without the key.
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

  /** Returns the hash, which names nobody. */
  @Override
  public String toString() {
    return value;
  }
}
