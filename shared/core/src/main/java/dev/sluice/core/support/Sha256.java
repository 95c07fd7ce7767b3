package dev.sluice.core.support;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes short keys of texts, of which a state has room for a few dozen. */
public final class Sha256 {

  private Sha256() {}

  /** Returns the first 64 bits of the SHA-256 of a text in UTF-8. */
  public static long first64Bits(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
