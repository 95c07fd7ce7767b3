package dev.sluice.store;

import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.scheduling.contract.StandingStoreContract;
import dev.sluice.scheduling.visit.StandingStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of standings kept in DynamoDB")
class DynamoStandingStoreTest extends StandingStoreContract implements OnTables {

  @Override
  protected StandingStore store() {
    return new DynamoStandingStore(TABLES.get());
  }
}
