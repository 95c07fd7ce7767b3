package dev.sluice.mail.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two keys derived from one secret: one signs, the other encrypts.
 *
 * <p>HKDF-SHA-256 (RFC 5869) derives them, so any secret with enough entropy works: random bytes or
 * a long random password. The text form reveals nothing of it.
 */
public final class LinkKey {

  /** Bytes of a secret: at least the output of SHA-256, as RFC 2104 section 3 asks for. */
  public static final int MIN_SECRET_BYTES = 32;

  private final SecretKey signing;
  private final SecretKey encryption;

  LinkKey(SecretKey signing, SecretKey encryption) {
    this.signing = signing;
    this.encryption = encryption;
  }

  /**
   * Returns the key of {@code secret}.
   *
   * @param secret at least {@value #MIN_SECRET_BYTES} bytes
   * @throws IllegalArgumentException if it is shorter
   */
  public static LinkKey of(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "a link key has " + secret.length + " bytes, give at least " + MIN_SECRET_BYTES);
    }
    return new LinkKey(
        derive(secret, "sluice link v1 signing", "HmacSHA256"),
        derive(secret, "sluice link v1 hiding", "AES"));
  }

  SecretKey signing() {
    return signing;
  }

  SecretKey encryption() {
    return encryption;
  }

  private static SecretKey derive(byte[] secret, String info, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(new SecretKeySpec(secret, "Generic"))
                  .thenExpand(info.getBytes(StandardCharsets.UTF_8), 32));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this JDK lacks HKDF-SHA256", missing);
    }
  }
}
