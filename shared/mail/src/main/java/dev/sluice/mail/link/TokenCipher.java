package dev.sluice.mail.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * Deterministic authenticated encryption of a few bytes, in the shape of SIV (RFC 5297).
 *
 * <p>{@code tag = HMAC-SHA-256(signing, purpose ‖ 0 ‖ plain)} truncated to 128 bits is both the
 * signature and the nonce of {@code AES-256-CTR(hiding, tag, plain)}. A nonce made from what it
 * hides cannot be reused for something else, needs no randomness, and costs no bytes of its own, so
 * that links stay short. What it gives away is the length, and that two equal texts are equal.
 */
final class TokenCipher {

  /** Bytes of the truncated signature: a forger's chance per try is 2^-128. */
  static final int TAG_BYTES = 16;

  private TokenCipher() {}

  static byte[] encrypt(LinkKey key, LinkPurpose purpose, byte[] plain) {
    byte[] tag = tag(key.signing(), purpose, plain);
    byte[] hidden = cipher(key.encryption(), tag, plain);
    byte[] sealed = Arrays.copyOf(tag, TAG_BYTES + hidden.length);
    System.arraycopy(hidden, 0, sealed, TAG_BYTES, hidden.length);
    return sealed;
  }

  /**
   * Opens what {@link #encrypt} made, with equal work whether or not it did.
   *
   * @param sealed at least {@value #TAG_BYTES} bytes
   */
  static Optional<byte[]> decrypt(LinkKey key, LinkPurpose purpose, byte[] sealed) {
    byte[] given = Arrays.copyOf(sealed, TAG_BYTES);
    byte[] hidden = Arrays.copyOfRange(sealed, TAG_BYTES, sealed.length);
    byte[] plain = cipher(key.encryption(), given, hidden);
    boolean matches = MessageDigest.isEqual(given, tag(key.signing(), purpose, plain));
    return matches ? Optional.of(plain) : Optional.empty();
  }

  private static byte[] tag(SecretKey key, LinkPurpose purpose, byte[] plain) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.label().getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(plain), TAG_BYTES);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", missing);
    }
  }

  private static byte[] cipher(SecretKey key, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this JDK lacks AES/CTR", missing);
    }
  }
}
