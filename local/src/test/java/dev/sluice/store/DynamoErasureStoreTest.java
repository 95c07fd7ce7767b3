package dev.sluice.store;

import dev.sluice.aws.store.DynamoConsentStore;
import dev.sluice.aws.store.DynamoErasureStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.ErasureStoreContract;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.desk.ErasureStore;
import dev.sluice.scheduling.visit.StandingStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoErasureStoreTest extends ErasureStoreContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected ErasureStore store() {
    return new DynamoErasureStore(TABLES.get());
  }

  @Override
  protected StandingStore standings() {
    return new DynamoStandingStore(TABLES.get());
  }

  @Override
  protected ConsentStore consents() {
    return new DynamoConsentStore(TABLES.get());
  }

  @Override
  protected void put(Subscriber subscriber) {
    Subscribers.put(TABLES.get(), subscriber);
  }
}
