package dev.sluice.feedback;

import dev.sluice.core.feedback.MailEvent.Actor;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells whether a picture was fetched, or a link followed, by a machine.
 *
 * <p>SES's events do not say: their {@code open} and {@code click} have an address, a time and a
 * user agent. So this is a rule of thumb with three parts, each of which names machines and rarely
 * people. What it calls a machine's is not held against the person either: such a send counts
 * neither as opened nor as unopened.
 */
final class BotDetector {

  /** Scanners follow every link when the message arrives; few people open it that fast. */
  private static final Duration BOT_DELAY = Duration.ofSeconds(10);

  /** All that the proxy of Apple's Mail Privacy Protection says of itself. */
  private static final String BARE_USER_AGENT = "Mozilla/5.0";

  private BotDetector() {}

  static Actor classify(String userAgent, Instant sentAt, Instant at) {
    boolean anonymous = userAgent.isBlank() || userAgent.strip().equals(BARE_USER_AGENT);
    boolean atOnce = at.isBefore(sentAt.plus(BOT_DELAY));
    return anonymous || atOnce ? Actor.MACHINE : Actor.PERSON;
  }
}
