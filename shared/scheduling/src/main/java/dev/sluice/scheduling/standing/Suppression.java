package dev.sluice.scheduling.standing;

import java.time.Instant;

/** Why and since when an address gets no marketing at all. */
public record Suppression(Cause cause, Instant since) {

  /** Why an address gets no marketing at all. */
  public enum Cause {
    /** Mail to it bounced for good. */
    BOUNCE,
    /** Its owner reported mail as unwanted. */
    COMPLAINT,
    /** The team suppressed it by hand. */
    MANUAL
  }
}
