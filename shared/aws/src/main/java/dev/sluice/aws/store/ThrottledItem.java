package dev.sluice.aws.store;

import dev.sluice.aws.store.Throttling.Known;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The last time that SES throttled, in the control table: kind {@code throttled}, id {@code ses}.
 *
 * <p>{@code at} is in epoch milliseconds; {@code perSecond} is a decimal in a text, absent until
 * somebody has read it.
 */
final class ThrottledItem {

  private static final String KIND = "throttled";
  private static final String ID = "ses";
  private static final String AT = "at";
  private static final String PER_SECOND = "perSecond";

  private final ControlTable table;

  ThrottledItem(Tables tables) {
    this.table = new ControlTable(tables);
  }

  Optional<Known> read() {
    return table
        .get(KIND, ID)
        .map(item ->
            new Known(
                Instant.ofEpochMilli(item.number(AT)),
                item.optionalText(PER_SECOND).map(Double::valueOf)));
  }

  /** Stores a throttling, what SES grants since being unknown, unless there was a later one. */
  void write(Instant at) {
    write(
        new Update(ControlTable.key(KIND, ID), "attribute_not_exists(#at) OR #at < :at")
            .set("#at = :at")
            .remove("#perSecond")
            .with(":at", at));
  }

  /** Stores what SES grants since a throttling, unless there was a later one. */
  void write(Known throttling) {
    throttling
        .rate()
        .map(rate ->
            new Update(ControlTable.key(KIND, ID), "#at <= :at")
                .set("#at = :at, #perSecond = :perSecond")
                .with(":at", throttling.at())
                .with(":perSecond", Double.toString(rate)))
        .ifPresent(this::write);
  }

  private void write(Update update) {
    try {
      Item unused = update.write(table);
    } catch (ConditionalCheckFailedException later) {
      // Whoever was throttled later tells of it.
    }
  }
}
