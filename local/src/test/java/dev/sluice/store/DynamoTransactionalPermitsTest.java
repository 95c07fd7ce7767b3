package dev.sluice.store;

import dev.sluice.aws.ses.SendingQuota;
import dev.sluice.aws.store.DynamoRatePermits;
import dev.sluice.aws.store.DynamoTransactionalPermits;
import dev.sluice.scheduling.contract.TransactionalPermitsContract;
import dev.sluice.scheduling.delivery.RatePermits;
import dev.sluice.scheduling.transactional.TransactionalPermits;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of permits of transactional mail counted in DynamoDB")
class DynamoTransactionalPermitsTest extends TransactionalPermitsContract implements OnTables {

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
