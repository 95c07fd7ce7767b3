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
 * Deterministic authenticated encryption of a few bytes: SIV (Rogaway and Shrimpton, EUROCRYPT
 * 2006) with HMAC-SHA-256 as its pseudorandom function and AES-256-CTR as its cipher.
 *
 * <p>{@code tag = HMAC-SHA-256(signing, purpose ‖ 0 ‖ plain)}, truncated to 128 bits, is both the
 * signature and the IV of {@code AES-256-CTR(encryption, tag, plain)}. An IV derived from the
 * plaintext cannot be reused for another one, needs no randomness and costs no bytes of its own, so
 * that links stay short. The ciphertext reveals the length, and that two equal plaintexts are
 * equal. Decision 20 has the security argument and test vectors.
 */
final class TokenCipher {

  /** Bytes of the truncated signature: a forgery succeeds with probability 2^-128 per try. */
  static final int TAG_BYTES = 16;

  private TokenCipher() {}

  static byte[] encrypt(LinkKey key, LinkPurpose purpose, byte[] plain) {
    byte[] tag = tag(key.signing(), purpose, plain);
    byte[] ciphertext = cipher(key.encryption(), tag, plain);
    byte[] sealed = Arrays.copyOf(tag, TAG_BYTES + ciphertext.length);
    System.arraycopy(ciphertext, 0, sealed, TAG_BYTES, ciphertext.length);
    return sealed;
  }

  /**
   * Returns the plaintext, empty if {@link #encrypt} did not make this; the work is the same for
   * both.
   *
   * @param sealed at least {@value #TAG_BYTES} bytes
   */
  static Optional<byte[]> decrypt(LinkKey key, LinkPurpose purpose, byte[] sealed) {
    byte[] given = Arrays.copyOf(sealed, TAG_BYTES);
    byte[] ciphertext = Arrays.copyOfRange(sealed, TAG_BYTES, sealed.length);
    byte[] plain = cipher(key.encryption(), given, ciphertext);
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

  private static byte[] cipher(SecretKey key, byte[] iv, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this JDK lacks AES/CTR", missing);
    }
  }
}
