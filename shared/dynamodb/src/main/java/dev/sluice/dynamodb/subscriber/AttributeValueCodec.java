package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.subscriber.AttributeValue.Day;
import dev.sluice.core.subscriber.AttributeValue.Flag;
import dev.sluice.core.subscriber.AttributeValue.Number;
import dev.sluice.core.subscriber.AttributeValue.Text;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.UnreadableItemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encodes a subscriber's attribute with DynamoDB's types: S for a text, N for a number, BOOL for a
 * flag, M with {@code day} for a date. A number has no more digits than DynamoDB keeps.
 */
final class AttributeValueCodec {

  private static final String DAY = "day";

  private AttributeValueCodec() {}

  static AttributeValue encode(dev.sluice.core.subscriber.AttributeValue value) {
    return switch (value) {
      case Text(String text) -> ItemBuilder.text(text);
      case Number(BigDecimal number) -> AttributeValue.fromN(number.toString());
      case Flag(boolean flag) -> AttributeValue.fromBool(flag);
      case Day(LocalDate day) -> new ItemBuilder().put(DAY, day.toString()).toAttributeValue();
    };
  }

  static dev.sluice.core.subscriber.AttributeValue decode(AttributeValue stored) {
    return switch (stored.type()) {
      case S -> new Text(stored.s());
      case N -> new Number(new BigDecimal(stored.n()));
      case BOOL -> new Flag(stored.bool());
      case M -> new Day(LocalDate.parse(new Item(stored.m()).text(DAY)));
      default -> throw new UnreadableItemException("a value has the unknown type " + stored.type());
    };
  }
}
