package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.TransactionalPermitsContract;
import dev.sluice.scheduling.delivery.RatePermits;
import dev.sluice.scheduling.transactional.TransactionalPermits;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of permits of transactional mail counted in memory")
final class MemoryTransactionalPermitsTest extends TransactionalPermitsContract {

  private final MemoryRatePermits permits = new MemoryRatePermits(clock, PER_SECOND);

  @Override
  protected RatePermits marketing() {
    return permits;
  }

  @Override
  protected TransactionalPermits transactional() {
    return permits;
  }
}
