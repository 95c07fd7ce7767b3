package dev.sluice.aws.store;

import dev.sluice.scheduling.transactional.TransactionalPermits;
import java.time.InstantSource;

/**
 * The permits of transactional mail, counted in the items of {@link DynamoRatePermits}: once in
 * {@code used}, which marketing looks at, and once in {@code transactional}, for those who look at
 * its peaks.
 */
public final class DynamoTransactionalPermits implements TransactionalPermits {

  private final ControlTable table;
  private final InstantSource clock;

  /** Creates it. */
  public DynamoTransactionalPermits(Tables tables, InstantSource clock) {
    this.table = new ControlTable(tables);
    this.clock = clock;
  }

  @Override
  public void add(int permits) {
    RateSlice slice = RateSlice.at(clock.instant(), 0);
    table
        .client()
        .updateItem(request ->
            request
                .tableName(table.name())
                .key(DynamoRatePermits.key(slice))
                .updateExpression("ADD used :n, transactional :n SET expiresAt = :expiresAt")
                .expressionAttributeValues(
                    new Attributes()
                        .with(":n", permits)
                        .with(":expiresAt", DynamoRatePermits.expiry(slice))
                        .map()));
  }
}
