package dev.sluice.core.memory;

import dev.sluice.core.contract.SubscriberStoreContract;
import dev.sluice.core.state.SubscriberStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of subscribers kept in memory")
final class InMemorySubscriberStoreTest extends SubscriberStoreContract
    implements InMemorySubscriberStoresFixture {

  private final InMemorySubscribers subscribers = new InMemorySubscribers();

  @Override
  protected SubscriberStore store() {
    return subscribers;
  }

  @Override
  public InMemorySubscribers subscribers() {
    return subscribers;
  }
}
