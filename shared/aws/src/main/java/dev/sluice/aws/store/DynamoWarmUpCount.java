package dev.sluice.aws.store;

import dev.sluice.scheduling.delivery.WarmUpCount;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The count of a warm-up's day in the control table.
 *
 * <p>Kind {@code warm-up}, the day as identifier, {@code taken}; items go after a month.
 */
public final class DynamoWarmUpCount implements WarmUpCount {

  private static final String KIND = "warm-up";
  private static final String TAKEN = "taken";
  private static final Duration KEPT = Duration.ofDays(30);

  private final ControlTable table;

  /** Creates it. */
  public DynamoWarmUpCount(Tables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public int take(LocalDate day, int wanted, long most) {
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

  private void count(LocalDate day, long messages, long most) {
    Item unused =
        new Update(
                ControlTable.key(KIND, day.toString()),
                "attribute_not_exists(#taken) OR #taken <= :most")
            .set("#taken = if_not_exists(#taken, :none) + :messages, #expiresAt = :expiresAt")
            .with(":most", Attributes.number(most - messages))
            .with(":none", Attributes.number(0))
            .with(":messages", Attributes.number(messages))
            .with(":expiresAt", Attributes.number(expiry(day)))
            .write(table);
  }

  private static long expiry(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(KEPT).getEpochSecond();
  }
}
