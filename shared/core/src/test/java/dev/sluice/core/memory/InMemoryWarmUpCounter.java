package dev.sluice.core.memory;

import dev.sluice.core.ratelimit.WarmUpCounter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The counts of one process. */
public final class InMemoryWarmUpCounter implements WarmUpCounter {

  private final Map<LocalDate, Long> taken = new HashMap<>();

  @Override
  public synchronized int reserve(LocalDate day, int wanted, long most) {
    long before = taken.getOrDefault(day, 0L);
    int counted = (int) Math.clamp(most - before, 0L, wanted);
    taken.put(day, before + counted);
    return counted;
  }

  @Override
  public synchronized long counted(LocalDate day) {
    return taken.getOrDefault(day, 0L);
  }
}
