package dev.sluice.mail.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The work of verifying a link")
class LinkTokensTimingTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
  private static final LinkKey OLD = key(1);
  private static final LinkKey NEW = key(2);
  private static final LinkClaims CLAIMS = LinkClaims.unsubscribe("ann", "offers", "spring");

  private final AtomicInteger uses = new AtomicInteger();
  private final LinkTokens links = links(new LinkKeys(counting(NEW), Optional.of(counting(OLD))));

  @Test
  @DisplayName("is the same whichever key signed it, and whatever is wrong with it")
  void takesSameWorkForEveryToken() {
    String byPrevious = links(new LinkKeys(OLD, Optional.empty())).sign(CLAIMS);
    String byCurrent = links(new LinkKeys(NEW, Optional.of(OLD))).sign(CLAIMS);
    for (String token :
        List.of(
            byPrevious,
            byCurrent,
            byCurrent.replace(byCurrent.charAt(30), '_'),
            links.sign(LinkClaims.preferences("ann")),
            byCurrent + "A",
            byCurrent.substring(1),
            "",
            "not base64 at all!",
            "A".repeat(5_000))) {
      uses.set(0);
      boolean accepted = links.verify(LinkPurpose.UNSUBSCRIBE, token).isPresent();
      assertThat(accepted).as(token).isEqualTo(token.equals(byPrevious) || token.equals(byCurrent));
      assertThat(uses).as("two keys, each to open and to sign, for %s", token).hasValue(4);
    }
  }

  private static LinkTokens links(LinkKeys keys) {
    return new LinkTokens(() -> keys, Duration.ofDays(400), CLOCK);
  }

  private LinkKey counting(LinkKey key) {
    return new LinkKey(
        new CountingKey(key.signing(), uses), new CountingKey(key.encryption(), uses));
  }

  private static LinkKey key(int seed) {
    byte[] secret = new byte[LinkKey.MIN_SECRET_BYTES];
    new Random(seed).nextBytes(secret);
    return LinkKey.of(secret);
  }
}
