package dev.sluice.store;

import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.StandingStoreContract;
import dev.sluice.scheduling.visit.StandingStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoStandingStoreTest extends StandingStoreContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected StandingStore store() {
    return new DynamoStandingStore(TABLES.get());
  }

  @Override
  protected void put(Subscriber subscriber) {
    Subscribers.put(TABLES.get(), subscriber);
  }

  @Override
  protected boolean isAtomic() {
    return StoreTables.isAtomic();
  }
}
