package dev.sluice.store;

import dev.sluice.aws.store.DynamoWarmUpCount;
import dev.sluice.scheduling.contract.WarmUpCountContract;
import dev.sluice.scheduling.delivery.WarmUpCount;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of a warm-up counted in DynamoDB")
class DynamoWarmUpCountTest extends WarmUpCountContract implements OnTables {

  @Override
  protected WarmUpCount count() {
    return new DynamoWarmUpCount(TABLES.get());
  }
}
