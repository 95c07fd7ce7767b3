package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.contract.ErasureStoreContract;
import dev.sluice.core.erasure.ErasureStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of erasures kept in DynamoDB")
class DynamoErasureStoreTest extends ErasureStoreContract implements DynamoStoreFixture {

  @Override
  protected ErasureStore store() {
    return new DynamoErasureStore(TABLES.get());
  }
}
