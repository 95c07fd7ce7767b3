package dev.sluice.store;

import dev.sluice.aws.store.DynamoHoldStore;
import dev.sluice.scheduling.contract.HoldStoreContract;
import dev.sluice.scheduling.hold.HoldStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoHoldStoreTest extends HoldStoreContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected HoldStore store() {
    return new DynamoHoldStore(TABLES.get());
  }

  @Override
  protected boolean isAtomic() {
    return StoreTables.isAtomic();
  }
}
