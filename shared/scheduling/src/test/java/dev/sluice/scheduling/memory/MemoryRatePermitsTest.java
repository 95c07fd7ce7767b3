package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.RatePermitsContract;
import dev.sluice.scheduling.delivery.RatePermits;

final class MemoryRatePermitsTest extends RatePermitsContract {

  private final RatePermits permits = new MemoryRatePermits(clock, PER_SECOND);

  @Override
  protected RatePermits permits() {
    return permits;
  }
}
