package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.SubscriberStoreContract;
import dev.sluice.scheduling.visit.SubscriberStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of subscribers kept in memory")
final class MemorySubscriberStoreTest extends SubscriberStoreContract implements InMemory {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected SubscriberStore store() {
    return subscribers;
  }

  @Override
  public MemorySubscribers subscribers() {
    return subscribers;
  }
}
