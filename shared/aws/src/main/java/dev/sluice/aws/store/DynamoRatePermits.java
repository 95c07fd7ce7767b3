package dev.sluice.aws.store;

import dev.sluice.aws.ses.AccountQuota;
import dev.sluice.aws.ses.SendingQuota;
import dev.sluice.scheduling.delivery.RatePermits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Permits in the control table: an item per second counts those that were taken.
 *
 * <p>Kind {@code permits}, the second's number as identifier, {@code used}. Marketing adds only
 * while the second, so far, has room beside the reserve; {@link DynamoTransactionalPermits} adds
 * without a condition, so that marketing makes way in the very second in which transactional mail
 * comes. The reserve is the same share of the rate and of the day's quota.
 */
public final class DynamoRatePermits implements RatePermits {

  /** When to ask again while SES takes nothing, or only the reserve is left of the day's quota. */
  private static final Duration PARKED = Duration.ofMinutes(5);

  /** Slices are of use for seconds; they are kept a little longer for those who look into them. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final String KIND = "permits";

  private final ControlTable table;
  private final InstantSource clock;
  private final AccountQuota quota;
  private final int reservePercent;
  private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(0, 0));

  /** How many permits of a second were used when its item was last written or refused. */
  private record Seen(long second, long used) {}

  /**
   * Creates it.
   *
   * @param reservePercent share of the rate and of the day's quota that is left for transactional
   *     mail, 0 to 90
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
    int asked = Math.min(today, left(slice));
    return asked == 0 ? new Grant(0, slice.nextAfter(seenUsed(slice))) : take(slice, asked);
  }

  /** Returns how many of the wanted permits the day's quota has beside its reserve. */
  private int today(SendingQuota quota, int wanted) {
    long reserve = quota.perDay().map(most -> reserveOf(most)).orElse(0L);
    return quota
        .leftToday()
        .map(left -> (int) Math.clamp(left - reserve, 0L, wanted))
        .orElse(wanted);
  }

  /** Rounded up, so that a small quota has a reserve at all. */
  private long reserveOf(long perDay) {
    return Math.ceilDiv(perDay * reservePercent, 100L);
  }

  /** Takes what was asked for, or else once what the second has left so far. */
  private Grant take(RateSlice slice, int asked) {
    int granted = tryToAdd(slice, asked) ? asked : 0;
    int left = Math.min(asked, left(slice));
    if (granted == 0 && left > 0) {
      granted = tryToAdd(slice, left) ? left : 0;
    }
    return new Grant(granted, slice.nextAfter(Math.max(slice.capacity(), seenUsed(slice))));
  }

  /**
   * Adds permits if there is room, and sees how many are used. The only two outcomes: all were
   * added, or none was.
   */
  private boolean tryToAdd(RateSlice slice, int permits) {
    try {
      UpdateItemResponse added =
          table
              .client()
              .updateItem(request ->
                  request
                      .tableName(table.name())
                      .key(key(slice))
                      .updateExpression("ADD used :n SET expiresAt = :expiresAt")
                      .conditionExpression("attribute_not_exists(used) OR used <= :most")
                      .expressionAttributeValues(values(slice, permits))
                      .returnValues(ReturnValue.ALL_NEW)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD));
      see(slice, new Item(added.attributes()).number("used"));
      return true;
    } catch (ConditionalCheckFailedException e) {
      see(slice, e.hasItem() ? new Item(e.item()).number("used") : slice.capacity());
      return false;
    }
  }

  private int left(RateSlice slice) {
    return (int) Math.clamp(slice.capacity() - seenUsed(slice), 0L, slice.capacity());
  }

  /** What is used never gets less within a second, so asking for what is gone can be spared. */
  private long seenUsed(RateSlice slice) {
    Seen last = seen.get();
    return last.second() == slice.number() ? last.used() : 0;
  }

  private void see(RateSlice slice, long used) {
    seen.set(new Seen(slice.number(), used));
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
