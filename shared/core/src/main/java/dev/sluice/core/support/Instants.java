package dev.sluice.core.support;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** Operations on instants that the JDK does not have. */
public final class Instants {

  private Instants() {}

  /** Returns the current instant in whole milliseconds, as it is stored. */
  public static Instant nowInMillis(InstantSource clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Returns the earlier of two instants. */
  public static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }

  /** Returns the later of two instants. */
  public static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }

  /** Returns the earlier of two instants, either of which may be absent. */
  public static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
  }

  /** Returns the later of two instants, either of which may be absent. */
  public static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).max(Instant::compareTo);
  }
}
