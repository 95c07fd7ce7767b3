package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.contract.WarmUpCounterContract;
import dev.sluice.core.ratelimit.WarmUpCounter;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of a warm-up counted in DynamoDB")
class DynamoWarmUpCountTest extends WarmUpCounterContract implements DynamoStoreFixture {

  @Override
  protected WarmUpCounter count() {
    return new DynamoWarmUpCount(TABLES.get());
  }
}
