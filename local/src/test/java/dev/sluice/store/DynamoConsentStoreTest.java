package dev.sluice.store;

import dev.sluice.aws.store.DynamoConsentStore;
import dev.sluice.scheduling.contract.ConsentStoreContract;
import dev.sluice.scheduling.desk.ConsentStore;

class DynamoConsentStoreTest extends ConsentStoreContract implements OnTables {

  @Override
  protected ConsentStore store() {
    return new DynamoConsentStore(TABLES.get());
  }
}
