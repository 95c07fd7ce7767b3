package dev.sluice.core.memory;

import dev.sluice.core.contract.WarmUpCounterContract;
import dev.sluice.core.ratelimit.WarmUpCounter;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A warm-up counted in memory")
final class InMemoryWarmUpCounterTest extends WarmUpCounterContract {

  private final WarmUpCounter count = new InMemoryWarmUpCounter();

  @Override
  protected WarmUpCounter count() {
    return count;
  }
}
