package dev.sluice.core.memory;

import dev.sluice.core.contract.ErasureStoreContract;
import dev.sluice.core.erasure.ErasureStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of erasures kept in memory")
final class InMemoryErasureStoreTest extends ErasureStoreContract
    implements InMemorySubscriberStoresFixture {

  private final InMemorySubscribers subscribers = new InMemorySubscribers();

  @Override
  protected ErasureStore store() {
    return subscribers;
  }

  @Override
  public InMemorySubscribers subscribers() {
    return subscribers;
  }
}
