package dev.sluice.core.delivery;

import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.sending.SendOutcome.Limit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** So many permits in each second, and none while they are parked. */
final class FixedRatePermits implements RatePermits {

  /** What was throttled in spite of its permit, in order. */
  final List<Limit> throttledBy = new ArrayList<>();

  int perSecond = 1_000;
  Optional<Instant> unavailableUntil = Optional.empty();

  /** How often permits were asked for. */
  int requests;

  private final InstantSource clock;
  private Instant slice = Instant.EPOCH;
  private int used;

  FixedRatePermits(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Grant tryAcquire(int wanted) {
    requests++;
    Instant now = clock.instant();
    if (unavailableUntil.filter(now::isBefore).isPresent()) {
      return new Grant(0, unavailableUntil.get());
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
  public void onThrottled(Limit limit) {
    throttledBy.add(limit);
  }
}
