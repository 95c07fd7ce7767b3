package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.contract.ConsentStoreContract;
import dev.sluice.core.state.ConsentStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of consents kept in DynamoDB")
class DynamoConsentStoreTest extends ConsentStoreContract implements DynamoStoreFixture {

  @Override
  protected ConsentStore store() {
    return new DynamoConsentStore(TABLES.get());
  }
}
