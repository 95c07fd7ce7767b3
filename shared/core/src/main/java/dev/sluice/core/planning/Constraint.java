package dev.sluice.core.planning;

import java.time.Instant;
import java.util.Optional;

/** A rule that some instants break. */
@FunctionalInterface
interface Constraint {

  /** Returns what holds a send at {@code at}, empty if this rule allows it there. */
  Optional<BlockedUntil> blockedAt(Instant at);

  /**
   * A span of time that a rule closes.
   *
   * @param until the first instant after it, later than the one asked for; other rules, or this one
   *     again, may hold there too
   */
  record BlockedUntil(Instant until, WaitReason reason) {}
}
