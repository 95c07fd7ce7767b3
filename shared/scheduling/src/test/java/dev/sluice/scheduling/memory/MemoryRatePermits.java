package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.delivery.RatePermits;
import dev.sluice.scheduling.transactional.TransactionalPermits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Permits of one process: so many in every second of the clock, a fifth of them at a time. */
public final class MemoryRatePermits implements RatePermits, TransactionalPermits {

  private static final long STEP_MILLIS = 200;

  private final InstantSource clock;
  private final int perSecond;
  private Instant second = Instant.EPOCH;
  private int used;

  /**
   * Creates permits of which none is taken.
   *
   * @param perSecond 1 or more
   */
  public MemoryRatePermits(InstantSource clock, int perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
  }

  @Override
  public synchronized Grant take(int wanted) {
    begin();
    long step = Duration.between(second, clock.instant()).toMillis() / STEP_MILLIS + 1;
    long open = perSecond * step * STEP_MILLIS / 1_000 - used;
    int granted = (int) Math.clamp(open, 0L, wanted);
    used += granted;
    return new Grant(granted, second.plusMillis(step * STEP_MILLIS));
  }

  @Override
  public synchronized void add(int permits) {
    begin();
    used += permits;
  }

  private void begin() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (!now.equals(second)) {
      second = now;
      used = 0;
    }
  }
}
