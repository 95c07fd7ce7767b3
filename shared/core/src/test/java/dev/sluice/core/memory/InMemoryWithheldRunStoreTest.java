package dev.sluice.core.memory;

import dev.sluice.core.contract.WithheldRunStoreContract;
import dev.sluice.core.hold.WithheldRunStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The withheld runs in memory")
class InMemoryWithheldRunStoreTest extends WithheldRunStoreContract {

  private final InMemoryWithheldRunStore store = new InMemoryWithheldRunStore();

  @Override
  protected WithheldRunStore store() {
    return store;
  }
}
