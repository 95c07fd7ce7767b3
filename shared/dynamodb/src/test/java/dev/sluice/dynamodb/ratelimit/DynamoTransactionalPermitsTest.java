package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.contract.TransactionalPermitsContract;
import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.ratelimit.SendingQuota;
import dev.sluice.core.ratelimit.TransactionalPermits;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of permits of transactional mail counted in DynamoDB")
class DynamoTransactionalPermitsTest extends TransactionalPermitsContract
    implements DynamoStoreFixture {

  private static final SendingQuota QUOTA = new SendingQuota(PER_SECOND, Optional.empty(), 0, true);

  @Override
  protected RatePermits marketing() {
    return new DynamoRatePermits(TABLES.get(), clock, () -> QUOTA, 0);
  }

  @Override
  protected TransactionalPermits transactional() {
    return new DynamoTransactionalPermits(TABLES.get(), clock);
  }
}
