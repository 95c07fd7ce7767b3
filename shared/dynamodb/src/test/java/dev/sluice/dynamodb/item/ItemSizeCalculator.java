package dev.sluice.dynamodb.item;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item in bytes, as the DynamoDB Developer Guide counts it ("DynamoDB item sizes and
 * formats"): names and texts in UTF-8, numbers a byte per two digits and one more, a map or list 3
 * bytes and one for each entry.
 */
public final class ItemSizeCalculator {

  private static final int CONTAINER = 3;
  private static final int ENTRY = 1;

  private ItemSizeCalculator() {}

  /** Returns the size of an item, its key included. */
  public static int sizeOf(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(attribute -> utf8(attribute.getKey()) + sizeOf(attribute.getValue()))
        .sum();
  }

  private static int sizeOf(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> ofNumber(new BigDecimal(value.n()));
      case B -> value.b().asByteArrayUnsafe().length;
      case BOOL, NUL -> 1;
      case M -> CONTAINER + sizeOf(value.m()) + ENTRY * value.m().size();
      case L -> CONTAINER + ofAll(value.l()) + ENTRY * value.l().size();
      default -> throw new IllegalArgumentException("no item of ours has a " + value.type());
    };
  }

  private static int ofAll(Collection<AttributeValue> values) {
    return values.stream().mapToInt(ItemSizeCalculator::sizeOf).sum();
  }

  private static int ofNumber(BigDecimal number) {
    int digits = number.stripTrailingZeros().precision();
    return (digits + 1) / 2 + 1 + (number.signum() < 0 ? 1 : 0);
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
