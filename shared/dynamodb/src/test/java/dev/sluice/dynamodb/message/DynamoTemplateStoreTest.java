package dev.sluice.dynamodb.message;

import dev.sluice.core.contract.TemplateStoreContract;
import dev.sluice.core.transactional.TemplateStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of templates kept in DynamoDB")
class DynamoTemplateStoreTest extends TemplateStoreContract implements DynamoStoreFixture {

  @Override
  protected TemplateStore store() {
    return new DynamoTemplateStore(TABLES.get());
  }
}
