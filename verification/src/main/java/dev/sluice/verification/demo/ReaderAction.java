package dev.sluice.verification.demo;

import java.time.Instant;

/**
 * Something that is done with a message that arrived.
 *
 * @param at when
 * @param action what
 * @param userAgent what the program that does it says of itself
 */
record ReaderAction(Instant at, Action action, String userAgent) {

  /** What can be done with a message. */
  enum Action {
    /** Its picture is fetched. */
    OPEN,
    /** Its first link is followed. */
    CLICK,
    /** Its topic is left by its link. */
    UNSUBSCRIBE
  }
}
