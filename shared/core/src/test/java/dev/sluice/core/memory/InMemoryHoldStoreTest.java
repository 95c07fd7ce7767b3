package dev.sluice.core.memory;

import dev.sluice.core.contract.HoldStoreContract;
import dev.sluice.core.hold.HoldStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The hold in memory")
final class InMemoryHoldStoreTest extends HoldStoreContract {

  private final InMemoryHoldStore store = new InMemoryHoldStore();

  @Override
  protected HoldStore store() {
    return store;
  }

  @Override
  protected long rulesRevision() {
    return store.rulesRevision();
  }
}
