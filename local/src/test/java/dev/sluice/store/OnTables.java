package dev.sluice.store;

import dev.sluice.aws.store.DynamoConsentStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.DynamoSubscribers;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.SubscriberStores;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.visit.StandingStore;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A suite of a store that lies in DynamoDB, beside the others, in fresh tables for every test. */
interface OnTables extends SubscriberStores {

  @RegisterExtension StoreTables TABLES = new StoreTables();

  @Override
  default StandingStore standings() {
    return new DynamoStandingStore(TABLES.get());
  }

  @Override
  default ConsentStore consents() {
    return new DynamoConsentStore(TABLES.get());
  }

  @Override
  default void put(Subscriber subscriber) {
    new DynamoSubscribers(TABLES.get()).putAll(List.of(subscriber));
  }

  @Override
  default boolean isAtomic() {
    return StoreTables.isAtomic();
  }
}
