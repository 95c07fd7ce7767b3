package dev.sluice.store;

import dev.sluice.aws.ses.SendingQuota;
import dev.sluice.aws.store.DynamoRatePermits;
import dev.sluice.scheduling.contract.RatePermitsContract;
import dev.sluice.scheduling.delivery.RatePermits;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoRatePermitsTest extends RatePermitsContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  /** A fifth is left for transactional mail. */
  private static final int RESERVE_PERCENT = 20;

  private static final SendingQuota QUOTA =
      new SendingQuota(PER_SECOND / 0.8, Optional.empty(), 0, true);

  @Override
  protected RatePermits permits() {
    return new DynamoRatePermits(TABLES.get(), clock, () -> QUOTA, RESERVE_PERCENT);
  }

  @Override
  protected boolean isAtomic() {
    return StoreTables.isAtomic();
  }
}
