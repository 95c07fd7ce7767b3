package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.visit.SendOutcome.Limit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** So many permits in each second, and none while they are parked. */
final class PermitsPerSecond implements RatePermits {

  /** What was throttled in spite of its permit, in order. */
  final List<Limit> throttledBy = new ArrayList<>();

  int perSecond = 1_000;
  Optional<Instant> parkedUntil = Optional.empty();

  /** How often permits were asked for. */
  int asked;

  private final InstantSource clock;
  private Instant slice = Instant.EPOCH;
  private int used;

  PermitsPerSecond(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Grant take(int wanted) {
    asked++;
    Instant now = clock.instant();
    if (parkedUntil.filter(now::isBefore).isPresent()) {
      return new Grant(0, parkedUntil.get());
    }
    Instant second = Instant.ofEpochSecond(now.getEpochSecond());
    if (!second.equals(slice)) {
      slice = second;
      used = 0;
    }
    int granted = Math.clamp(perSecond - used, 0, wanted);
    used += granted;
    return new Grant(granted, used < perSecond ? now : second.plusSeconds(1));
  }

  @Override
  public void throttled(Limit limit) {
    throttledBy.add(limit);
  }
}
