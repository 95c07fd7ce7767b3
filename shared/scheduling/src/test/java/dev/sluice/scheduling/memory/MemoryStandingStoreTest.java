package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.StandingStoreContract;
import dev.sluice.scheduling.visit.StandingStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of standings kept in memory")
final class MemoryStandingStoreTest extends StandingStoreContract implements InMemory {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected StandingStore store() {
    return subscribers;
  }

  @Override
  public MemorySubscribers subscribers() {
    return subscribers;
  }
}
