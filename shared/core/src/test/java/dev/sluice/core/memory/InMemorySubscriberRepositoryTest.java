package dev.sluice.core.memory;

import dev.sluice.core.contract.SubscriberRepositoryContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A subscriber repository in memory")
final class InMemorySubscriberRepositoryTest extends SubscriberRepositoryContract
    implements InMemorySubscriberStoresFixture {

  private final InMemorySubscribers subscribers = new InMemorySubscribers();

  @Override
  public InMemorySubscribers subscribers() {
    return subscribers;
  }
}
