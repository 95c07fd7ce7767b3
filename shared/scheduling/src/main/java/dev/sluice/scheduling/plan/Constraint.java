package dev.sluice.scheduling.plan;

import java.time.Instant;
import java.util.Optional;

/** A rule that some instants break. */
@FunctionalInterface
interface Constraint {

  /** Returns what holds a send at {@code at}, empty if this rule allows it there. */
  Optional<Hold> holdAt(Instant at);

  /**
   * A span of time that a rule closes.
   *
   * @param until the first instant after it, later than the one asked for; other rules, or this one
   *     again, may hold there too
   */
  record Hold(Instant until, WaitReason reason) {}
}
