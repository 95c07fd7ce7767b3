package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.WarmUpCountContract;
import dev.sluice.scheduling.delivery.WarmUpCount;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of a warm-up counted in memory")
final class MemoryWarmUpCountTest extends WarmUpCountContract {

  private final WarmUpCount count = new MemoryWarmUpCount();

  @Override
  protected WarmUpCount count() {
    return count;
  }
}
