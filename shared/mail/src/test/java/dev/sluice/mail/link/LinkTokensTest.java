package dev.sluice.mail.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A signed link")
class LinkTokensTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String UUID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final AtomicReference<LinkKeys> keys =
      new AtomicReference<>(new LinkKeys(key(1), Optional.empty()));
  private final LinkTokens links = links(Duration.ofDays(400));

  @Test
  @DisplayName("carries its claims there and back")
  void decodesWhatItEncoded() {
    LinkClaims claims = LinkClaims.unsubscribe("ann.é-1", "offers", "spring-sale");
    assertThat(links.verify(LinkPurpose.UNSUBSCRIBE, links.sign(claims))).contains(claims);
    LinkClaims preferences = LinkClaims.preferences(UUID);
    assertThat(links.verify(LinkPurpose.PREFERENCES, links.sign(preferences)))
        .contains(preferences);
  }

  @Test
  @DisplayName("carries identifiers of any form")
  void acceptsAnyIdentifier() {
    Random random = new Random(7);
    String alphabet = "0123456789abcdef-ABCDEF@._:+=";
    for (int round = 0; round < 2_000; round++) {
      StringBuilder id = new StringBuilder();
      random
          .ints(1 + random.nextInt(128), 0, alphabet.length())
          .forEach(i -> id.append(alphabet.charAt(i)));
      LinkClaims claims = LinkClaims.preferences(id.toString());
      assertThat(links.verify(LinkPurpose.PREFERENCES, links.sign(claims))).contains(claims);
    }
    for (String nearlyUuid :
        new String[] {
          UUID.toUpperCase(java.util.Locale.ROOT), UUID.substring(1) + "-", "0-0-0-0-0"
        }) {
      LinkClaims claims = LinkClaims.preferences(nearlyUuid);
      assertThat(links.verify(LinkPurpose.PREFERENCES, links.sign(claims))).contains(claims);
    }
  }

  @Test
  @DisplayName("stays short")
  void staysShort() {
    LinkUrls urls =
        new LinkUrls(URI.create("https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"));
    String byUuid = links.sign(LinkClaims.unsubscribe(UUID, "offers", UUID));
    String byNumber = links.sign(LinkClaims.unsubscribe("1048576", "offers", "spring-sale-2027"));
    assertThat(urls.link(LinkPurpose.UNSUBSCRIBE, byUuid).toString()).hasSizeLessThan(150);
    assertThat(urls.link(LinkPurpose.UNSUBSCRIBE, byNumber).toString()).hasSizeLessThan(140);
  }

  @Test
  @DisplayName("fits an SES tag as the feedback token of the longest identifier")
  void fitsSesTag() {
    assertThat(links.sign(LinkClaims.feedback("x".repeat(128)))).matches("[A-Za-z0-9_-]{1,256}");
  }

  @Test
  @DisplayName("shows neither address nor identifiers")
  void hidesIdentifiers() {
    String token = links.sign(LinkClaims.unsubscribe("ann@example.com", "offers", "spring"));
    String bytes = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
    assertThat(bytes).doesNotContain("ann", "example", "offers", "spring");
    assertThat(LinkClaims.preferences("ann@example.com").toString()).doesNotContain("ann");
  }

  @Test
  @DisplayName("does not show that two links belong to one subscriber")
  void isUnlinkable() {
    String one = links.sign(LinkClaims.unsubscribe("ann@example.com", "offers", "spring"));
    String two = links.sign(LinkClaims.unsubscribe("ann@example.com", "offers", "summer"));
    assertThat(one.substring(2, 40)).isNotEqualTo(two.substring(2, 40));
  }

  @Test
  @DisplayName("is refused with any of its bits changed")
  void rejectsChangedBit() {
    String token = links.sign(LinkClaims.unsubscribe("ann", "offers", "spring"));
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(verify(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
          .as("bit %d", bit)
          .isEmpty();
    }
  }

  @Test
  @DisplayName("is refused with any of its characters changed, added or missing")
  void rejectsChangedCharacter() {
    String token = links.sign(LinkClaims.unsubscribe("ann", "offers", "spring"));
    for (int at = 0; at < token.length(); at++) {
      for (char other : "ABab01-_=. %/+é".toCharArray()) {
        String changed = token.substring(0, at) + other + token.substring(at + 1);
        if (!changed.equals(token)) {
          assertThat(verify(changed)).isEmpty();
        }
        assertThat(verify(token.substring(0, at) + other + token.substring(at))).isEmpty();
      }
      assertThat(verify(token.substring(0, at))).isEmpty();
    }
    assertThat(verify(token + "=")).isEmpty();
    assertThat(verify(token + "\n")).isEmpty();
  }

  @Test
  @DisplayName("has one text form only")
  void hasOneTextForm() {
    Set<Integer> lengths = new HashSet<>();
    for (String id : new String[] {"a", "ab", "abc"}) {
      String token = links.sign(LinkClaims.preferences(id));
      lengths.add(token.length() % 4);
      for (char last :
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
        String changed = token.substring(0, token.length() - 1) + last;
        assertThat(links.verify(LinkPurpose.PREFERENCES, changed).isPresent())
            .isEqualTo(changed.equals(token));
      }
    }
    assertThat(lengths).hasSize(3);
  }

  @ParameterizedTest
  @DisplayName("opens no other purpose")
  @EnumSource(LinkPurpose.class)
  void rejectsOtherPurpose(LinkPurpose purpose) {
    String token = links.sign(new LinkClaims(purpose, "ann", Optional.empty(), Optional.empty()));
    for (LinkPurpose other : LinkPurpose.values()) {
      assertThat(links.verify(other, token).isPresent()).isEqualTo(other == purpose);
    }
  }

  @Test
  @DisplayName("survives one rotation of the key, and not two")
  void survivesOneRotation() {
    String token = links.sign(LinkClaims.unsubscribe("ann", "offers", "spring"));
    keys.set(keys.get().rotatedTo(key(2)));
    assertThat(verify(token)).isPresent();
    assertThat(verify(links.sign(LinkClaims.unsubscribe("ann", "offers", "spring")))).isPresent();
    keys.set(keys.get().rotatedTo(key(3)));
    assertThat(verify(token)).isEmpty();
  }

  @Test
  @DisplayName("is accepted through the last day of its validity")
  void isAcceptedThroughLastDay() {
    String token = links.sign(LinkClaims.unsubscribe("ann", "offers", "spring"));
    now.set(Instant.parse("2026-11-22T23:59:59.999Z").plus(Duration.ofDays(400)));
    assertThat(verify(token)).isPresent();
    now.set(now.get().plusMillis(1));
    assertThat(verify(token)).isEmpty();
  }

  @Test
  @DisplayName("is refused if it is from the future by more than a day")
  void rejectsFutureDate() {
    now.set(NOW.plus(Duration.ofDays(1)));
    String tomorrow = links.sign(LinkClaims.unsubscribe("ann", "offers", "spring"));
    now.set(NOW.plus(Duration.ofDays(2)));
    String later = links.sign(LinkClaims.unsubscribe("ann", "offers", "spring"));
    now.set(NOW);
    assertThat(verify(tomorrow)).isPresent();
    assertThat(verify(later)).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("is refused if it is no token at all")
  @ValueSource(strings = {"", "A", "AQ", "AQAA", "AQAAAA", "../..", "%00", "😀", "AQ==", "null"})
  void rejectsMalformedToken(String token) {
    assertThat(verify(token)).isEmpty();
    assertThat(verify(token.repeat(1_000))).isEmpty();
  }

  @Test
  @DisplayName("is refused if random")
  void rejectsRandomToken() {
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[1 + random.nextInt(90)];
      random.nextBytes(bytes);
      bytes[0] = 1;
      assertThat(verify(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))).isEmpty();
    }
  }

  @Test
  @DisplayName("is valid for at least a year")
  void requiresValidityOfOneYear() {
    assertThatThrownBy(() -> links(Duration.ofDays(364)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("365");
  }

  @Test
  @DisplayName("is signed with at least 32 bytes")
  void requiresKeyOf32Bytes() {
    assertThatThrownBy(() -> LinkKey.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 32");
  }

  @ParameterizedTest
  @DisplayName("points to HTTPS only")
  @ValueSource(
      strings = {
        "http://example.com",
        "ftp://example.com",
        "https:///x",
        "https://u@example.com",
        "https://e.com?a=b",
        "https://e.com#a",
        "mailto:a@b.c"
      })
  void requiresHttps(String base) {
    assertThatThrownBy(() -> new LinkUrls(URI.create(base)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(base);
  }

  @Test
  @DisplayName("may point to this machine without TLS")
  void acceptsLocalhostWithoutTls() {
    assertThat(
            new LinkUrls(URI.create("http://localhost:8080/")).link(LinkPurpose.PREFERENCES, "t"))
        .isEqualTo(URI.create("http://localhost:8080/p/t"));
  }

  private Optional<LinkClaims> verify(String token) {
    return links.verify(LinkPurpose.UNSUBSCRIBE, token);
  }

  private LinkTokens links(Duration validity) {
    InstantSource clock = now::get;
    return new LinkTokens(keys::get, validity, clock);
  }

  private static LinkKey key(int seed) {
    byte[] secret = new byte[32];
    new Random(seed).nextBytes(secret);
    return LinkKey.of(secret);
  }
}
