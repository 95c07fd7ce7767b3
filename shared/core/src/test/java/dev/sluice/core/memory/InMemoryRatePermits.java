package dev.sluice.core.memory;

import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.ratelimit.Reserve;
import dev.sluice.core.ratelimit.TransactionalPermits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeMap;

/**
 * Permits of one process: so many in every second of the clock, a fifth of them at a time, without
 * a reserve but for the peaks of transactional mail.
 */
public final class InMemoryRatePermits implements RatePermits, TransactionalPermits {

  private static final long STEP_MILLIS = 200;
  private static final Reserve RESERVE = new Reserve(0);

  private final InstantSource clock;
  private final int perSecond;
  private final TreeMap<Long, Long> transactional = new TreeMap<>();
  private long second;
  private long marketing;

  /**
   * Creates permits of which none is taken.
   *
   * @param perSecond 1 or more
   */
  public InMemoryRatePermits(InstantSource clock, int perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
  }

  @Override
  public synchronized Grant tryAcquire(int wanted) {
    startSecond();
    long end = (clock.instant().toEpochMilli() / STEP_MILLIS + 1) * STEP_MILLIS;
    double share = (end - second * 1_000) / 1_000.0;
    double reserve = RESERVE.reservedRate(perSecond, transactional.headMap(second));
    long used = marketing + transactional.getOrDefault(second, 0L);
    long open =
        (long) Math.min(perSecond * share - used, (perSecond - reserve) * share - marketing);
    int granted = (int) Math.clamp(open, 0L, wanted);
    marketing += granted;
    return new Grant(granted, open > granted ? clock.instant() : Instant.ofEpochMilli(end));
  }

  @Override
  public synchronized void add(int permits) {
    startSecond();
    transactional.merge(second, (long) permits, Long::sum);
  }

  private void startSecond() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      marketing = 0;
      transactional.headMap(now - Reserve.PEAK_WINDOW.toSeconds()).clear();
    }
  }
}
