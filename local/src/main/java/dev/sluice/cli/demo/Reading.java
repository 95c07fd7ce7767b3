package dev.sluice.cli.demo;

import java.time.Instant;

/**
 * Something that is done with a message that arrived.
 *
 * @param at when
 * @param deed what
 * @param userAgent what the program that does it says of itself
 */
record Reading(Instant at, Deed deed, String userAgent) {

  /** What can be done with a message. */
  enum Deed {
    /** Its picture is fetched. */
    OPEN,
    /** Its first link is followed. */
    FOLLOW,
    /** Its topic is left by its link. */
    LEAVE
  }
}
