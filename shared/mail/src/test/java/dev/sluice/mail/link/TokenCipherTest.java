package dev.sluice.mail.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors computed with Python's hmac module and OpenSSL's aes-256-ctr, see decision 20. */
@DisplayName("The token cipher")
class TokenCipherTest {

  private static final HexFormat HEX = HexFormat.of();

  /** The secret of all vectors: the bytes 0x00 to 0x1f. */
  private static final LinkKey KEY =
      LinkKey.of(HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));

  @Test
  @DisplayName("derives both keys from the secret by HKDF-SHA-256")
  void derivesKnownKeys() {
    assertThat(HEX.formatHex(KEY.signing().getEncoded()))
        .isEqualTo("500e2b3f1c316709327e43814dac1e16d04080046f182a23255b4ea863b3b76a");
    assertThat(HEX.formatHex(KEY.encryption().getEncoded()))
        .isEqualTo("218fd2947104148ec5bd39e7b05354cacbd11f98b23764ad593fa6378545a433");
  }

  @ParameterizedTest
  @DisplayName("gives the known answer for each purpose and length, and decrypts it")
  @CsvSource({
    "UNSUBSCRIBE, '', ffc7cde76a797b208a74509ce2728bdd",
    "UNSUBSCRIBE, 616e6e61, 60c3ad3c7ebb1a8f0dc09f915d945ebb67aafead",
    "PREFERENCES, 616e6e61, aafbccca638200c8b3797356414e94f662da5031",
    "FEEDBACK, 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627,"
        + " 4f4713ac9f6fd0f22dd9ec3b617f70bdada114267c8bc75e5ff38aeaf06fc5333295718d70986d005eb587a6"
        + "f1b67dfceba97b6f03ccc937"
  })
  void givesKnownAnswers(LinkPurpose purpose, String plain, String sealed) {
    byte[] text = HEX.parseHex(plain);
    byte[] encrypted = TokenCipher.encrypt(KEY, purpose, text);

    assertThat(HEX.formatHex(encrypted)).isEqualTo(sealed);
    assertThat(TokenCipher.decrypt(KEY, purpose, encrypted)).contains(text);
  }

  @Test
  @DisplayName("rejects a ciphertext with any bit flipped, and one of another purpose")
  void rejectsEveryChange() {
    byte[] sealed = TokenCipher.encrypt(KEY, LinkPurpose.UNSUBSCRIBE, HEX.parseHex("616e6e61"));
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(TokenCipher.decrypt(KEY, LinkPurpose.UNSUBSCRIBE, changed)).isEmpty();
    }
    assertThat(TokenCipher.decrypt(KEY, LinkPurpose.PREFERENCES, sealed)).isEmpty();
  }

  @Test
  @DisplayName("is the cipher of a link's token: a link of a known day has a known text")
  void givesKnownToken() {
    LinkTokens links =
        new LinkTokens(
            () -> new LinkKeys(KEY, Optional.empty()),
            Duration.ofDays(400),
            InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));

    assertThat(links.sign(LinkClaims.unsubscribe("anna", "offers", "spring")))
        .isEqualTo("AbLGDjtsiJYM5RwvS_LD41ZB0aH5Fa-gvMIA8M0L4u2Vuwabw38");
  }
}
