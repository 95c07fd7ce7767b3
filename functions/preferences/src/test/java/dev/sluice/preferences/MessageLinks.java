package dev.sluice.preferences;

import static dev.sluice.preferences.Mailing.OFFERS;

import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkKey;
import dev.sluice.mail.link.LinkKeys;
import dev.sluice.mail.link.SignedLinks;
import dev.sluice.scheduling.audience.SubscriberId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** The links in the messages of offers. */
final class MessageLinks {

  private LinkKeys keys = new LinkKeys(key(1), Optional.empty());
  private final SignedLinks signed;

  MessageLinks(InstantSource clock) {
    this.signed = new SignedLinks(() -> keys, Duration.ofDays(400), clock);
  }

  /** Returns what reads them. */
  SignedLinks signed() {
    return signed;
  }

  /** Returns the path that leaves the offers. */
  String leaving(SubscriberId id) {
    return "/u/" + signed.sign(LinkClaims.unsubscribe(id.value(), OFFERS.value(), "spring"));
  }

  /** Returns the path of the preference centre. */
  String centre(SubscriberId id) {
    return "/p/" + signed.sign(LinkClaims.preferences(id.value()));
  }

  /** Signs with another key from now on, and knows the one before. */
  void rotate(int number) {
    keys = keys.rotatedTo(key(number));
  }

  private static LinkKey key(int number) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) number);
    return LinkKey.of(secret);
  }
}
