package dev.sluice.core.memory;

import dev.sluice.core.contract.RatePermitsContract;
import dev.sluice.core.ratelimit.RatePermits;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of permits counted in memory")
final class InMemoryRatePermitsTest extends RatePermitsContract {

  private final RatePermits permits = new InMemoryRatePermits(clock, PER_SECOND);

  @Override
  protected RatePermits permits() {
    return permits;
  }
}
