package dev.sluice.core.memory;

import dev.sluice.core.contract.TransactionalPermitsContract;
import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.ratelimit.TransactionalPermits;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of permits of transactional mail counted in memory")
final class InMemoryTransactionalPermitsTest extends TransactionalPermitsContract {

  private final InMemoryRatePermits permits = new InMemoryRatePermits(clock, PER_SECOND);

  @Override
  protected RatePermits marketing() {
    return permits;
  }

  @Override
  protected TransactionalPermits transactional() {
    return permits;
  }
}
