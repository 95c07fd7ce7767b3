package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.core.ratelimit.AccountQuota;
import dev.sluice.core.ratelimit.HoldAwarePermits;
import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.ratelimit.Reserve;
import dev.sluice.core.ratelimit.WarmUp;
import dev.sluice.core.ratelimit.WarmUpPermits;
import dev.sluice.dynamodb.campaign.DynamoHoldStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.lambda.FunctionContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Creates the permits of marketing: those of the account, at most what a warm-up allows, and none
 * while marketing is held.
 */
public final class RatePermitsFactory {

  /** Far above what SES grants any account. */
  private static final int MAX_WARM_UP_FIRST_DAY = 100_000_000;

  private RatePermitsFactory() {}

  /**
   * Returns the permits that the function's environment configures.
   *
   * @param quota the account's quota
   */
  public static RatePermits create(
      FunctionContext context,
      DynamoTables tables,
      AccountQuota quota,
      WithheldRunStore withheldRuns) {
    RatePermits accountPermits =
        new DynamoRatePermits(
            tables,
            context.clock(),
            quota,
            context.requiredInt("MARKETING_RESERVE_PERCENT", 0, Reserve.MAX_PERCENT));
    RatePermits warmedUp =
        context
            .optionalVariable("WARM_UP_START")
            .map(start -> withWarmUp(start, context, tables, quota, accountPermits))
            .orElse(accountPermits);
    return new HoldAwarePermits(
        context.clock(), new DynamoHoldStore(tables), withheldRuns, warmedUp);
  }

  private static RatePermits withWarmUp(
      String start,
      FunctionContext context,
      DynamoTables tables,
      AccountQuota quota,
      RatePermits permits) {
    WarmUp warmUp =
        new WarmUp(
            parseDay(start), context.requiredInt("WARM_UP_FIRST_DAY", 1, MAX_WARM_UP_FIRST_DAY));
    return new WarmUpPermits(
        context.clock(),
        day -> warmUp.allowance(day, quota.current().maxPerDay()),
        new DynamoWarmUpCount(tables),
        permits);
  }

  private static LocalDate parseDay(String start) {
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
