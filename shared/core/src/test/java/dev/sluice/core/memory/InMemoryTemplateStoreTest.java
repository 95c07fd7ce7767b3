package dev.sluice.core.memory;

import dev.sluice.core.contract.TemplateStoreContract;
import dev.sluice.core.transactional.TemplateStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of templates kept in memory")
final class InMemoryTemplateStoreTest extends TemplateStoreContract {

  private final TemplateStore store = new InMemoryTemplateStore();

  @Override
  protected TemplateStore store() {
    return store;
  }
}
