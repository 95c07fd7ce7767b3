package dev.sluice.store;

import dev.sluice.aws.store.DynamoTemplateStore;
import dev.sluice.scheduling.contract.TemplateStoreContract;
import dev.sluice.scheduling.transactional.TemplateStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of templates kept in DynamoDB")
class DynamoTemplateStoreTest extends TemplateStoreContract implements OnTables {

  @Override
  protected TemplateStore store() {
    return new DynamoTemplateStore(TABLES.get());
  }
}
