package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.AttributeValue.Day;
import dev.sluice.scheduling.audience.AttributeValue.Flag;
import dev.sluice.scheduling.audience.AttributeValue.Number;
import dev.sluice.scheduling.audience.AttributeValue.Text;
import java.math.BigDecimal;
import java.time.LocalDate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A subscriber's attribute as DynamoDB types it: S for a text, N for a number, BOOL for a flag, M
 * with {@code day} for a date. A number has no more digits than DynamoDB keeps.
 */
final class ValueCodec {

  private static final String DAY = "day";

  private ValueCodec() {}

  static AttributeValue write(dev.sluice.scheduling.audience.AttributeValue value) {
    return switch (value) {
      case Text(String text) -> Attributes.text(text);
      case Number(BigDecimal number) -> AttributeValue.fromN(number.toString());
      case Flag(boolean flag) -> AttributeValue.fromBool(flag);
      case Day(LocalDate day) -> new Attributes().with(DAY, day.toString()).value();
    };
  }

  static dev.sluice.scheduling.audience.AttributeValue read(AttributeValue stored) {
    return switch (stored.type()) {
      case S -> new Text(stored.s());
      case N -> new Number(new BigDecimal(stored.n()));
      case BOOL -> new Flag(stored.bool());
      case M -> new Day(LocalDate.parse(new Item(stored.m()).text(DAY)));
      default -> throw new UnreadableItemException("a value has the unknown type " + stored.type());
    };
  }
}
