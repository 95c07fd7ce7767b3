package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.HoldStoreContract;
import dev.sluice.scheduling.hold.HoldStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of the hold kept in memory")
final class MemoryHoldStoreTest extends HoldStoreContract {

  private final HoldStore store = new MemoryHoldStore();

  @Override
  protected HoldStore store() {
    return store;
  }
}
