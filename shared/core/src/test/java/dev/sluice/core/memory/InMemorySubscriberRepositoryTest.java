package dev.sluice.core.memory;

import dev.sluice.core.contract.SubscriberRepositoryContract;
import dev.sluice.core.state.SubscriberRepository;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of standings kept in memory")
final class InMemorySubscriberRepositoryTest extends SubscriberRepositoryContract
    implements InMemorySubscriberStoresFixture {

  private final InMemorySubscribers subscribers = new InMemorySubscribers();

  @Override
  protected SubscriberRepository store() {
    return subscribers;
  }

  @Override
  public InMemorySubscribers subscribers() {
    return subscribers;
  }
}
