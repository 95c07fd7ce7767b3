package dev.sluice.mail.link;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signs and verifies tokens: base64url of one version byte and encrypted {@link LinkClaims}.
 *
 * <p>Claims are encrypted as well as signed, because some teams use the address as subscriber id.
 * They are signed for one purpose: a forwarded unsubscribe link does not open the preference
 * center. Tokens have no key id: verification always tries both keys, so that an unknown key is the
 * same failure as a forged signature.
 *
 * <p>Keys are requested at each use, so that a rotation takes effect.
 */
public final class LinkTokens {

  /** The shortest validity: unsubscribe links of old messages must keep working. */
  public static final Duration MIN_VALIDITY = Duration.ofDays(365);

  private static final byte VERSION = 1;

  /** The longest token in characters, above what {@link #sign} returns for ids of 128 bytes. */
  private static final int MAX_TOKEN_CHARACTERS = 600;

  /** Days by which the clocks of signer and verifier may differ. */
  private static final int MAX_AHEAD_DAYS = 1;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Supplier<LinkKeys> keys;
  private final Duration validity;
  private final InstantSource clock;

  /**
   * Creates tokens.
   *
   * @param keys the keys in force at each use
   * @param validity how long a token is accepted after its day of issue, at least 365 days
   * @throws IllegalArgumentException if the validity is shorter
   */
  public LinkTokens(Supplier<LinkKeys> keys, Duration validity, InstantSource clock) {
    if (validity.compareTo(MIN_VALIDITY) < 0) {
      throw new IllegalArgumentException("links are valid for at least 365 days, not " + validity);
    }
    this.keys = keys;
    this.validity = validity;
    this.clock = clock;
  }

  /** Returns a token of {@code claims}: letters, digits, {@code -} and {@code _}. */
  public String sign(LinkClaims claims) {
    byte[] plain = LinkClaimsCodec.encode(new LinkClaimsCodec.DatedClaims(claims, today()));
    byte[] sealed = TokenCipher.encrypt(keys.get().current(), claims.purpose(), plain);
    byte[] token = new byte[1 + sealed.length];
    token[0] = VERSION;
    System.arraycopy(sealed, 0, token, 1, sealed.length);
    return ENCODER.encodeToString(token);
  }

  /**
   * Returns the claims of a token, if it was signed for the purpose with one of the keys and has
   * not expired.
   *
   * <p>Every other token gets the same result after the same work: both keys are tried and claims
   * are decoded in any case.
   */
  public Optional<LinkClaims> verify(LinkPurpose purpose, String token) {
    LinkKeys both = keys.get();
    byte[] bytes = decode(token);
    byte[] sealed = Arrays.copyOfRange(bytes, 1, bytes.length);
    Optional<byte[]> byCurrent = TokenCipher.decrypt(both.current(), purpose, sealed);
    Optional<byte[]> byPrevious =
        TokenCipher.decrypt(both.previous().orElse(both.current()), purpose, sealed);
    Optional<byte[]> opened = byCurrent.or(() -> byPrevious);
    Optional<LinkClaimsCodec.DatedClaims> claims =
        LinkClaimsCodec.decode(purpose, opened.orElseGet(this::decoy));
    boolean accepted =
        opened.isPresent()
            & bytes[0] == VERSION
            & claims.map(dated -> inForce(dated.issuedOn())).orElse(false);
    return claims.filter(_ -> accepted).map(LinkClaimsCodec.DatedClaims::claims);
  }

  private boolean inForce(LocalDate issuedOn) {
    LocalDate today = today();
    return !today.isAfter(issuedOn.plusDays(validity.toDays()))
        & !issuedOn.isAfter(today.plusDays(MAX_AHEAD_DAYS));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Returns the claims to decode for a token that cannot be decrypted. */
  private byte[] decoy() {
    return LinkClaimsCodec.encode(
        new LinkClaimsCodec.DatedClaims(
            LinkClaims.unsubscribe("0123456789", "0123456789", "0123456789"), today()));
  }

  /**
   * Returns the bytes of a token in canonical base64url; for other text, bytes that never verify.
   */
  private static byte[] decode(String token) {
    byte[] wrong = new byte[64];
    if (token.length() > MAX_TOKEN_CHARACTERS) {
      return wrong;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      boolean whole = bytes.length > TokenCipher.TAG_BYTES;
      return whole && ENCODER.encodeToString(bytes).equals(token) ? bytes : wrong;
    } catch (IllegalArgumentException notBase64) {
      return wrong;
    }
  }
}
