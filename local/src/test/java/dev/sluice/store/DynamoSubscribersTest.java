package dev.sluice.store;

import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.DynamoSubscribers;
import dev.sluice.scheduling.contract.SubscriberStoreContract;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoSubscribersTest extends SubscriberStoreContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected SubscriberStore store() {
    return new DynamoSubscribers(TABLES.get());
  }

  @Override
  protected StandingStore standings() {
    return new DynamoStandingStore(TABLES.get());
  }
}
