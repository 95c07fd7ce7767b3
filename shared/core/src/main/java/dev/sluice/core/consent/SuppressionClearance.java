package dev.sluice.core.consent;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Until when mail was sent whose bounces and complaints suppress nobody any more, as the team freed
 * the address since.
 *
 * <p>It only moves forward, so that what is heard late, twice or in any order of mail from before
 * leads to the same standing. Bounces and complaints are told apart: who frees an address that
 * bounced has not decided about a complaint that nobody knew of yet.
 *
 * @param bouncesUntil that instant included
 * @param complaintsUntil that instant included; never later than {@code bounces}
 */
public record SuppressionClearance(
    Optional<Instant> bouncesUntil, Optional<Instant> complaintsUntil) {

  /** What holds for nearly everybody. */
  public static final SuppressionClearance NONE =
      new SuppressionClearance(Optional.empty(), Optional.empty());

  /** Returns what holds when an address is freed of its bounces. */
  public static SuppressionClearance ofBounces(Instant at) {
    return new SuppressionClearance(Optional.of(at), Optional.empty());
  }

  /** Returns what holds when an address is freed of everything, complaints included. */
  public static SuppressionClearance ofAll(Instant at) {
    return new SuppressionClearance(Optional.of(at), Optional.of(at));
  }

  /** Returns what holds when both are known: the later instant of each. */
  public SuppressionClearance merge(SuppressionClearance other) {
    return new SuppressionClearance(
        later(bouncesUntil, other.bouncesUntil), later(complaintsUntil, other.complaintsUntil));
  }

  /** Tells whether a reason to suppress is of mail from before. */
  public boolean covers(Suppression.Cause cause, Instant sentAt) {
    Optional<Instant> until =
        switch (cause) {
          case REPEATED_BOUNCES, BOUNCE -> bouncesUntil;
          case COMPLAINT -> complaintsUntil;
          case MANUAL -> Optional.empty(); // that is of no mail
        };
    return until.filter(at -> !sentAt.isAfter(at)).isPresent();
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).max(Instant::compareTo);
  }
}
