package dev.sluice.core.planning;

import java.time.Instant;
import java.util.Optional;

/** A rule that does not allow a send at some instants. */
@FunctionalInterface
interface Constraint {

  /** Returns what blocks a send at {@code at}, empty if this rule allows it then. */
  Optional<BlockedUntil> blockedAt(Instant at);

  /**
   * A span of time in which a rule allows no send.
   *
   * @param until the first instant after it, later than the one asked for; other rules, or this one
   *     again, may block that instant too
   */
  record BlockedUntil(Instant until, WaitReason reason) {}
}
