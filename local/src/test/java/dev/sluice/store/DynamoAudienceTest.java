package dev.sluice.store;

import dev.sluice.aws.store.DynamoAudience;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.AudienceContract;
import dev.sluice.scheduling.delivery.Audience;
import dev.sluice.scheduling.visit.StandingStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoAudienceTest extends AudienceContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected Audience audience() {
    return new DynamoAudience(TABLES.get());
  }

  @Override
  protected StandingStore standings() {
    return new DynamoStandingStore(TABLES.get());
  }

  @Override
  protected void put(Subscriber subscriber) {
    Subscribers.put(TABLES.get(), subscriber);
  }
}
