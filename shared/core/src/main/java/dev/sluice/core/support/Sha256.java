package dev.sluice.core.support;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes keys of texts. */
public final class Sha256 {

  private Sha256() {}

  /** Returns the first 64 bits of the SHA-256 of a text in UTF-8. */
  public static long first64Bits(String text) {
    return ByteBuffer.wrap(digest(text)).getLong();
  }

  /** Returns the SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(digest(text));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
