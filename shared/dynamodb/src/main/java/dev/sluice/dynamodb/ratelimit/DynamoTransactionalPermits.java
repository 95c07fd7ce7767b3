package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.ratelimit.TransactionalPermits;
import dev.sluice.dynamodb.item.DynamoTables;
import java.time.InstantSource;

/**
 * The permits of transactional mail, counted in the same seconds as those of {@link
 * DynamoRatePermits}, which makes way for them at once and learns its reserve from their peaks.
 */
public final class DynamoTransactionalPermits implements TransactionalPermits {

  private final PermitCounters seconds;
  private final InstantSource clock;

  public DynamoTransactionalPermits(DynamoTables tables, InstantSource clock) {
    this.seconds = new PermitCounters(tables);
    this.clock = clock;
  }

  @Override
  public void add(int permits) {
    seconds.addTransactional(clock.instant().getEpochSecond(), permits);
  }
}
