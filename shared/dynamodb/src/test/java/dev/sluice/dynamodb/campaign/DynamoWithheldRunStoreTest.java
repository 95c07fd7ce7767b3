package dev.sluice.dynamodb.campaign;

import dev.sluice.core.contract.WithheldRunStoreContract;
import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The withheld runs in DynamoDB")
class DynamoWithheldRunStoreTest extends WithheldRunStoreContract implements DynamoStoreFixture {

  @Override
  protected WithheldRunStore store() {
    return new DynamoWithheldRunStore(TABLES.get());
  }
}
