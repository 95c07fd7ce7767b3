package dev.sluice.core.erasure;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.SubscriberId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that hashes the identifiers and addresses of erased subscribers: HMAC-SHA-256 (RFC 2104)
 * with a separate secret. Without a key, guessed addresses could be compared with a list of hashes.
 * The key is never replaced, because subscribers who were erased before would no longer be
 * recognized.
 */
public final class ErasureKey {

  /** Bytes of a secret: as many as the hash has (RFC 2104, section 3). */
  public static final int MIN_SECRET_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * Creates a key.
   *
   * @throws IllegalArgumentException if the secret is shorter than {@value #MIN_SECRET_BYTES} bytes
   */
  public ErasureKey(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "an erasure key has at least " + MIN_SECRET_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** Returns the hash of an identifier. */
  public ErasureHash hash(SubscriberId id) {
    return hash("id:" + id.value());
  }

  /** Returns the hash of an address, the same for every address of one inbox. */
  public ErasureHash hash(EmailAddress address) {
    return hash("address:" + Inbox.of(address).value());
  }

  /** Returns the hashes of identifier and address. */
  public List<ErasureHash> hash(SubscriberId id, EmailAddress address) {
    return List.of(hash(id), hash(address));
  }

  private ErasureHash hash(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return new ErasureHash(HexFormat.of().formatHex(hash));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
