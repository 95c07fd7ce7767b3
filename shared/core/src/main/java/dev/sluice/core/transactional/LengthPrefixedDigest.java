package dev.sluice.core.transactional;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 over texts, each preceded by its length, so that no two sequences have the same input.
 */
final class LengthPrefixedDigest {

  private final MessageDigest sha256;

  LengthPrefixedDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  LengthPrefixedDigest update(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    sha256.update(bytes);
    return this;
  }

  /** Returns 64 hexadecimal digits; ends the sequence. */
  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
