package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.delivery.WarmUpCount;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The counts of one process. */
public final class MemoryWarmUpCount implements WarmUpCount {

  private final Map<LocalDate, Long> taken = new HashMap<>();

  @Override
  public synchronized int take(LocalDate day, int wanted, long most) {
    long before = taken.getOrDefault(day, 0L);
    int counted = (int) Math.clamp(most - before, 0L, wanted);
    taken.put(day, before + counted);
    return counted;
  }
}
