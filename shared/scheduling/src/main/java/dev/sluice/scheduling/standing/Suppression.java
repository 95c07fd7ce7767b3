package dev.sluice.scheduling.standing;

import java.time.Instant;

/** Why and since when an address gets no marketing at all. */
public record Suppression(Cause cause, Instant since) {

  /** Why an address gets no marketing at all, the weightiest last. */
  public enum Cause {
    /** Mail to it bounced again and again, each time for the time being only. */
    REPEATED_BOUNCES,
    /** Mail to it bounced for good. */
    BOUNCE,
    /** Its owner reported mail as unwanted. */
    COMPLAINT,
    /** The team suppressed it by hand. */
    MANUAL
  }

  /**
   * Returns what holds when two reasons are known: the weightier cause, or the earlier instant of
   * the same one; in whatever order they became known.
   */
  public Suppression with(Suppression other) {
    int order = cause.compareTo(other.cause);
    boolean othersHolds = order < 0 || (order == 0 && other.since.isBefore(since));
    return othersHolds ? other : this;
  }
}
