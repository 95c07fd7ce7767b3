package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.ConsentStoreContract;
import dev.sluice.scheduling.desk.ConsentStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of consents kept in memory")
final class MemoryConsentStoreTest extends ConsentStoreContract implements InMemory {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected ConsentStore store() {
    return subscribers;
  }

  @Override
  public MemorySubscribers subscribers() {
    return subscribers;
  }
}
