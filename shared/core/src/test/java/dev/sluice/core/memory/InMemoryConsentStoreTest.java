package dev.sluice.core.memory;

import dev.sluice.core.contract.ConsentStoreContract;
import dev.sluice.core.state.ConsentStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of consents kept in memory")
final class InMemoryConsentStoreTest extends ConsentStoreContract
    implements InMemorySubscriberStoresFixture {

  private final InMemorySubscribers subscribers = new InMemorySubscribers();

  @Override
  protected ConsentStore store() {
    return subscribers;
  }

  @Override
  public InMemorySubscribers subscribers() {
    return subscribers;
  }
}
