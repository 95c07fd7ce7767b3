package dev.sluice.deliver;

import dev.sluice.aws.ses.SesAccountQuota;
import dev.sluice.aws.store.DynamoHoldStore;
import dev.sluice.aws.store.DynamoRatePermits;
import dev.sluice.aws.store.DynamoWarmUpCount;
import dev.sluice.aws.store.Tables;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.delivery.HeldPermits;
import dev.sluice.scheduling.delivery.RatePermits;
import dev.sluice.scheduling.delivery.Reserve;
import dev.sluice.scheduling.delivery.WarmUp;
import dev.sluice.scheduling.delivery.WarmUpPermits;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Puts a worker's permits together: the account's, no more than a warm-up allows, none under a
 * hold.
 */
final class Permits {

  /** Far above what SES grants anybody. */
  private static final int MAX_FIRST_DAY = 100_000_000;

  private Permits() {}

  static RatePermits of(Wiring wiring, Tables tables) {
    SesAccountQuota quota = SesAccountQuota.of(wiring);
    RatePermits ofTheAccount =
        new DynamoRatePermits(
            tables,
            wiring.clock(),
            quota,
            wiring.wholeNumber("MARKETING_RESERVE_PERCENT", 0, Reserve.MOST_PERCENT));
    RatePermits warmedUp =
        wiring
            .optional("WARM_UP_START")
            .map(start -> warmingUp(start, wiring, tables, quota, ofTheAccount))
            .orElse(ofTheAccount);
    return new HeldPermits(wiring.clock(), new DynamoHoldStore(tables), warmedUp);
  }

  private static RatePermits warmingUp(
      String start, Wiring wiring, Tables tables, SesAccountQuota quota, RatePermits permits) {
    WarmUp warmUp =
        new WarmUp(day(start), wiring.wholeNumber("WARM_UP_FIRST_DAY", 1, MAX_FIRST_DAY));
    return new WarmUpPermits(
        wiring.clock(),
        day -> warmUp.allowance(day, quota.current().mostPerDay()),
        new DynamoWarmUpCount(tables),
        permits);
  }

  private static LocalDate day(String start) {
    try {
      return LocalDate.parse(start.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalStateException(
          "environment variable WARM_UP_START is '%s'; use a date such as 2026-11-30"
              .formatted(start),
          e);
    }
  }
}
