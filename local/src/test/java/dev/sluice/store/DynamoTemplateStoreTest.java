package dev.sluice.store;

import dev.sluice.aws.store.DynamoTemplateStore;
import dev.sluice.scheduling.contract.TemplateStoreContract;
import dev.sluice.scheduling.transactional.TemplateStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoTemplateStoreTest extends TemplateStoreContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected TemplateStore store() {
    return new DynamoTemplateStore(TABLES.get());
  }
}
