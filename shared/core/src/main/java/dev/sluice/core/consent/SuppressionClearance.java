package dev.sluice.core.consent;

import dev.sluice.core.support.Instants;
import java.time.Instant;
import java.util.Optional;

/**
 * The instants up to which bounces and complaints no longer suppress an address, because the team
 * has cleared it since.
 *
 * <p>They only move forward, so that events that arrive late, twice or in any order about earlier
 * mail lead to the same state. Bounces and complaints are separate: a team that clears an address
 * of its bounces has not decided about a complaint that was not known then.
 *
 * @param bouncesUntil that instant included
 * @param complaintsUntil that instant included; never later than {@code bouncesUntil}
 */
public record SuppressionClearance(
    Optional<Instant> bouncesUntil, Optional<Instant> complaintsUntil) {

  /** The clearance of an address that was never cleared. */
  public static final SuppressionClearance NONE =
      new SuppressionClearance(Optional.empty(), Optional.empty());

  /** Returns the clearance of an address that is cleared of its bounces. */
  public static SuppressionClearance ofBounces(Instant at) {
    return new SuppressionClearance(Optional.of(at), Optional.empty());
  }

  /** Returns the clearance of an address that is cleared of everything, complaints included. */
  public static SuppressionClearance ofAll(Instant at) {
    return new SuppressionClearance(Optional.of(at), Optional.of(at));
  }

  /** Returns the clearance with the later instant of each kind. */
  public SuppressionClearance merge(SuppressionClearance other) {
    return new SuppressionClearance(
        Instants.later(bouncesUntil, other.bouncesUntil),
        Instants.later(complaintsUntil, other.complaintsUntil));
  }

  /** Returns whether a cause concerns mail that was sent before the clearance. */
  public boolean covers(Suppression.Cause cause, Instant sentAt) {
    Optional<Instant> until =
        switch (cause) {
          case REPEATED_BOUNCES, BOUNCE -> bouncesUntil;
          case COMPLAINT -> complaintsUntil;
          case MANUAL -> Optional.empty(); // not caused by mail
        };
    return until.filter(at -> !sentAt.isAfter(at)).isPresent();
  }
}
