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
 * with {@code day} for a date.
 */
final class ValueCodec {

  private static final String DAY = "day";
  private static final String LONG_NUMBER = "number";

  /** DynamoDB keeps 38 significant digits, and magnitudes below 10^126. */
  private static final int MAX_DIGITS = 38;

  private static final int MAX_EXPONENT = 125;

  private ValueCodec() {}

  static AttributeValue write(dev.sluice.scheduling.audience.AttributeValue value) {
    return switch (value) {
      case Text(String text) -> Attributes.text(text);
      case Number(BigDecimal number) -> write(number);
      case Flag(boolean flag) -> AttributeValue.fromBool(flag);
      case Day(LocalDate day) -> new Attributes().with(DAY, day.toString()).value();
    };
  }

  static dev.sluice.scheduling.audience.AttributeValue read(AttributeValue stored) {
    return switch (stored.type()) {
      case S -> new Text(stored.s());
      case N -> new Number(new BigDecimal(stored.n()));
      case BOOL -> new Flag(stored.bool());
      case M -> readMap(new Item(stored.m()));
      default -> throw new UnreadableItemException("a value has the unknown type " + stored.type());
    };
  }

  private static AttributeValue write(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    boolean fits = number.precision() <= MAX_DIGITS && Math.abs(exponent) <= MAX_EXPONENT;
    return fits
        ? AttributeValue.fromN(number.toString())
        : new Attributes().with(LONG_NUMBER, number.toString()).value();
  }

  private static dev.sluice.scheduling.audience.AttributeValue readMap(Item stored) {
    return stored
        .optionalText(LONG_NUMBER)
        .<dev.sluice.scheduling.audience.AttributeValue>map(
            number -> new Number(new BigDecimal(number)))
        .orElseGet(() -> new Day(LocalDate.parse(stored.text(DAY))));
  }
}
