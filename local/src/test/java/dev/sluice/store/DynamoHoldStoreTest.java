package dev.sluice.store;

import dev.sluice.aws.store.DynamoHoldStore;
import dev.sluice.scheduling.contract.HoldStoreContract;
import dev.sluice.scheduling.hold.HoldStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of the hold kept in DynamoDB")
class DynamoHoldStoreTest extends HoldStoreContract implements OnTables {

  @Override
  protected HoldStore store() {
    return new DynamoHoldStore(TABLES.get());
  }
}
