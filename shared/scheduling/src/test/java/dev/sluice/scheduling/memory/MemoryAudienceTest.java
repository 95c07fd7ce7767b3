package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.AudienceContract;
import dev.sluice.scheduling.delivery.Audience;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An audience in memory")
final class MemoryAudienceTest extends AudienceContract implements InMemory {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected Audience audience() {
    return subscribers;
  }

  @Override
  public MemorySubscribers subscribers() {
    return subscribers;
  }
}
