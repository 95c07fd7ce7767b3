package dev.sluice.aws.store;

import dev.sluice.aws.ses.AccountQuota;
import dev.sluice.aws.ses.SendingQuota;
import dev.sluice.scheduling.delivery.RatePermits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Permits in the control table: an item per slice of time counts those that were taken.
 *
 * <p>Kind {@code permits}, the slice's number as identifier, {@code used}. Marketing adds only
 * while the slice has room beside the reserve; {@link DynamoTransactionalPermits} adds without a
 * condition, so that marketing makes way in the very slice in which transactional mail comes.
 */
public final class DynamoRatePermits implements RatePermits {

  /** When to ask again while SES takes nothing, or nothing of the day's quota is left. */
  private static final Duration PARKED = Duration.ofMinutes(5);

  /** Slices are of use for seconds; they are kept a little longer for those who look into them. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final String KIND = "permits";

  private final ControlTable table;
  private final InstantSource clock;
  private final AccountQuota quota;
  private final int reservePercent;

  /**
   * Creates it.
   *
   * @param reservePercent share of the rate that is left for transactional mail, 0 to 90
   */
  public DynamoRatePermits(
      Tables tables, InstantSource clock, AccountQuota quota, int reservePercent) {
    this.table = new ControlTable(tables);
    this.clock = clock;
    this.quota = quota;
    this.reservePercent = reservePercent;
  }

  @Override
  public Grant take(int wanted) {
    Instant now = clock.instant();
    SendingQuota current = quota.current();
    int today = current.enabled() ? today(current, wanted) : 0;
    if (today == 0) {
      return new Grant(0, now.plus(PARKED));
    }
    RateSlice slice = RateSlice.at(now, current.perSecond() * (100 - reservePercent) / 100);
    int asked = Math.min(today, slice.capacity());
    return asked == 0 ? new Grant(0, slice.end()) : take(slice, asked);
  }

  /** Returns how many of the wanted permits the day's quota has. */
  private static int today(SendingQuota quota, int wanted) {
    return quota.leftToday().map(left -> (int) Math.min(left, wanted)).orElse(wanted);
  }

  /** Takes what was asked for, or else once what the slice has left. */
  private Grant take(RateSlice slice, int asked) {
    int left = tryToAdd(slice, asked);
    if (left >= asked) {
      return new Grant(asked, slice.end());
    }
    boolean some = left > 0 && tryToAdd(slice, left) >= left;
    return new Grant(some ? left : 0, slice.end());
  }

  /**
   * Adds permits if there is room, and returns how many there was room for. The only two outcomes:
   * all were added, and it returns their number; or none was, and it returns fewer.
   */
  private int tryToAdd(RateSlice slice, int permits) {
    try {
      table
          .client()
          .updateItem(request ->
              request
                  .tableName(table.name())
                  .key(key(slice))
                  .updateExpression("ADD used :n SET expiresAt = :expiresAt")
                  .conditionExpression("attribute_not_exists(used) OR used <= :most")
                  .expressionAttributeValues(values(slice, permits))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return permits;
    } catch (ConditionalCheckFailedException e) {
      long used = e.hasItem() ? new Item(e.item()).number("used") : slice.capacity();
      return Math.toIntExact(Math.max(0, slice.capacity() - used));
    }
  }

  private static Map<String, AttributeValue> values(RateSlice slice, int permits) {
    return Map.of(
        ":n", Attributes.number(permits),
        ":most", Attributes.number(slice.capacity() - permits),
        ":expiresAt", Attributes.number(expiry(slice)));
  }

  static Map<String, AttributeValue> key(RateSlice slice) {
    return ControlTable.key(KIND, Long.toString(slice.number()));
  }

  /** Returns when a slice's item may go, in epoch seconds. */
  static long expiry(RateSlice slice) {
    return slice.end().plus(KEPT).getEpochSecond();
  }
}
