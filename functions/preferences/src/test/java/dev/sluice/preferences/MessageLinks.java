package dev.sluice.preferences;

import static dev.sluice.preferences.PreferencesFixture.OFFERS;

import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkKey;
import dev.sluice.mail.link.LinkKeys;
import dev.sluice.mail.link.LinkTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** The links in the messages of offers. */
final class MessageLinks {

  private LinkKeys keys = new LinkKeys(key(1), Optional.empty());
  private final LinkTokens signed;

  MessageLinks(InstantSource clock) {
    this.signed = new LinkTokens(() -> keys, Duration.ofDays(400), clock);
  }

  /** Returns the tokens that verify them. */
  LinkTokens tokens() {
    return signed;
  }

  /** Returns the path that unsubscribes from offers. */
  String unsubscribePath(SubscriberId id) {
    return "/u/" + signed.sign(LinkClaims.unsubscribe(id.value(), OFFERS.value(), "spring"));
  }

  /** Returns the path of the preference centre. */
  String preferencesPath(SubscriberId id) {
    return "/p/" + signed.sign(LinkClaims.preferences(id.value()));
  }

  /** Signs with another key from now on, and still verifies with the previous one. */
  void rotateKey(int number) {
    keys = keys.rotatedTo(key(number));
  }

  private static LinkKey key(int number) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) number);
    return LinkKey.of(secret);
  }
}
