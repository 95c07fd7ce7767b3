package dev.sluice.dynamodb.ratelimit;

import dev.sluice.core.ratelimit.WarmUpCounter;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.ItemUpdate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The count of a warm-up's day in the control table.
 *
 * <p>Kind {@code warm-up}, the day as identifier, {@code taken}; items go after a month.
 */
public final class DynamoWarmUpCount implements WarmUpCounter {

  private static final String KIND = "warm-up";
  private static final String TAKEN = "taken";
  private static final Duration RETENTION = Duration.ofDays(30);

  private final ControlTable table;

  public DynamoWarmUpCount(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public int reserve(LocalDate day, int wanted, long most) {
    long left = Math.min(wanted, most);
    while (left > 0) {
      // The only possible outcomes of the conditional write below:
      // 1. The day has so many left: they are counted. If the answer is lost and the client writes
      //    again, they are counted twice: too little mail rather than too much.
      // 2. It has less: nothing is counted. Others only ever count up, so what is left gets less
      //    each time round, and there are at most as many rounds as are wanted.
      try {
        count(day, left, most);
        return (int) left;
      } catch (ConditionalCheckFailedException refused) {
        left = Math.min(left - 1, most - new Item(refused.item()).number(TAKEN));
      }
    }
    return 0;
  }

  @Override
  public long counted(LocalDate day) {
    return table.find(KIND, day.toString()).flatMap(item -> item.optionalNumber(TAKEN)).orElse(0L);
  }

  private void count(LocalDate day, long messages, long most) {
    Item unused =
        new ItemUpdate(
                ControlTable.key(KIND, day.toString()),
                "attribute_not_exists(#taken) OR #taken <= :most")
            .set("#taken = if_not_exists(#taken, :none) + :messages, #expiresAt = :expiresAt")
            .bind(":most", ItemBuilder.number(most - messages))
            .bind(":none", ItemBuilder.number(0))
            .bind(":messages", ItemBuilder.number(messages))
            .bind(":expiresAt", ItemBuilder.number(expiry(day)))
            .execute(table);
  }

  private static long expiry(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(RETENTION).getEpochSecond();
  }
}
