package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.RatePermitsContract;
import dev.sluice.scheduling.delivery.RatePermits;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of permits counted in memory")
final class MemoryRatePermitsTest extends RatePermitsContract {

  private final RatePermits permits = new MemoryRatePermits(clock, PER_SECOND);

  @Override
  protected RatePermits permits() {
    return permits;
  }
}
