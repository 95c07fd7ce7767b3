package dev.sluice.dynamodb.campaign;

import dev.sluice.core.contract.HoldStoreContract;
import dev.sluice.core.hold.HoldStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.RulesRevision;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The hold in DynamoDB")
class DynamoHoldStoreTest extends HoldStoreContract implements DynamoStoreFixture {

  @Override
  protected HoldStore store() {
    return new DynamoHoldStore(TABLES.get());
  }

  @Override
  protected long rulesRevision() {
    return new RulesRevision(new ControlTable(TABLES.get())).current();
  }
}
