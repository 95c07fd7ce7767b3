package dev.sluice.dynamodb.ratelimit;

import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemUpdate;
import dev.sluice.dynamodb.ratelimit.ThrottleBroadcast.ThrottleEvent;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The last time that SES throttled, in the control table: kind {@code throttled}, id {@code ses}.
 *
 * <p>{@code at} is in epoch milliseconds; {@code perSecond} is a decimal in a text, absent until a
 * worker has read it.
 */
final class LastThrottleItem {

  private static final String KIND = "throttled";
  private static final String ID = "ses";
  private static final String AT = "at";
  private static final String PER_SECOND = "perSecond";

  private final ControlTable table;

  LastThrottleItem(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  Optional<ThrottleEvent> load() {
    return table
        .find(KIND, ID)
        .map(item ->
            new ThrottleEvent(
                Instant.ofEpochMilli(item.number(AT)),
                item.optionalText(PER_SECOND).map(Double::valueOf)));
  }

  /** Stores a throttling, what SES grants since being unknown, unless there was a later one. */
  void save(Instant at) {
    save(
        new ItemUpdate(ControlTable.key(KIND, ID), "attribute_not_exists(#at) OR #at < :at")
            .set("#at = :at")
            .remove("#perSecond")
            .bind(":at", at));
  }

  /** Stores what SES grants since a throttling, unless there was a later one. */
  void save(ThrottleEvent throttling) {
    throttling
        .rate()
        .map(rate ->
            new ItemUpdate(ControlTable.key(KIND, ID), "#at <= :at")
                .set("#at = :at, #perSecond = :perSecond")
                .bind(":at", throttling.at())
                .bind(":perSecond", Double.toString(rate)))
        .ifPresent(this::save);
  }

  private void save(ItemUpdate update) {
    try {
      Item unused = update.execute(table);
    } catch (ConditionalCheckFailedException later) {
      // A later throttling is stored already.
    }
  }
}
