package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.delivery.RatePermits;
import dev.sluice.scheduling.transactional.TransactionalPermits;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Permits of one process: so many in every second of the clock. */
public final class MemoryRatePermits implements RatePermits, TransactionalPermits {

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
    int granted = Math.max(0, Math.min(wanted, perSecond - used));
    used += granted;
    return new Grant(granted, second.plusSeconds(1));
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
