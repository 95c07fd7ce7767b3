package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.TemplateStoreContract;
import dev.sluice.scheduling.transactional.TemplateStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of templates kept in memory")
final class MemoryTemplatesTest extends TemplateStoreContract {

  private final TemplateStore store = new MemoryTemplates();

  @Override
  protected TemplateStore store() {
    return store;
  }
}
