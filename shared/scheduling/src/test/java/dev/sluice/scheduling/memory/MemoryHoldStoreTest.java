package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.HoldStoreContract;
import dev.sluice.scheduling.hold.HoldStore;

final class MemoryHoldStoreTest extends HoldStoreContract {

  private final HoldStore store = new MemoryHoldStore();

  @Override
  protected HoldStore store() {
    return store;
  }
}
