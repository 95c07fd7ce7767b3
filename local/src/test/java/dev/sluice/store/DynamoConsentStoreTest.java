package dev.sluice.store;

import dev.sluice.aws.store.DynamoConsentStore;
import dev.sluice.scheduling.contract.ConsentStoreContract;
import dev.sluice.scheduling.desk.ConsentStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of consents kept in DynamoDB")
class DynamoConsentStoreTest extends ConsentStoreContract implements OnTables {

  @Override
  protected ConsentStore store() {
    return new DynamoConsentStore(TABLES.get());
  }
}
