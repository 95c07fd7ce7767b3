package dev.sluice.store;

import dev.sluice.aws.store.DynamoWarmUpCount;
import dev.sluice.scheduling.contract.WarmUpCountContract;
import dev.sluice.scheduling.delivery.WarmUpCount;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoWarmUpCountTest extends WarmUpCountContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected WarmUpCount count() {
    return new DynamoWarmUpCount(TABLES.get());
  }

  @Override
  protected boolean isAtomic() {
    return StoreTables.isAtomic();
  }
}
