package dev.sluice.aws.store;

import dev.sluice.scheduling.transactional.TransactionalPermits;
import java.time.InstantSource;

/**
 * The permits of transactional mail, counted in the same seconds as those of {@link
 * DynamoRatePermits}, which makes way for them at once and learns its reserve from their peaks.
 */
public final class DynamoTransactionalPermits implements TransactionalPermits {

  private final PermitSeconds seconds;
  private final InstantSource clock;

  /** Creates it. */
  public DynamoTransactionalPermits(Tables tables, InstantSource clock) {
    this.seconds = new PermitSeconds(tables);
    this.clock = clock;
  }

  @Override
  public void add(int permits) {
    seconds.add(clock.instant().getEpochSecond(), permits);
  }
}
