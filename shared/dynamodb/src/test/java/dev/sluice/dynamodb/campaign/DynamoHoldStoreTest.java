package dev.sluice.dynamodb.campaign;

import dev.sluice.core.contract.HoldStoreContract;
import dev.sluice.core.hold.HoldStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The hold in DynamoDB")
class DynamoHoldStoreTest extends HoldStoreContract implements DynamoStoreFixture {

  @Override
  protected HoldStore store() {
    return new DynamoHoldStore(TABLES.get());
  }
}
