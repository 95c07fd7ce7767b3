package dev.sluice.feedback;

import dev.sluice.scheduling.feedback.MailEvent.Reader;
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
final class Machines {

  /** Scanners follow every link when the message arrives; few people open it that fast. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  /** All that the proxy of Apple's Mail Privacy Protection says of itself. */
  private static final String BARE = "Mozilla/5.0";

  private Machines() {}

  static Reader reader(String userAgent, Instant sentAt, Instant at) {
    boolean anonymous = userAgent.isBlank() || userAgent.strip().equals(BARE);
    boolean atOnce = at.isBefore(sentAt.plus(AT_ONCE));
    return anonymous || atOnce ? Reader.MACHINE : Reader.PERSON;
  }
}
