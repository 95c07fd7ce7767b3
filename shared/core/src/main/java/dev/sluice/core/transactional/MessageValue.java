package dev.sluice.core.transactional;

import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.support.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A value of a transactional message's data: a text, a number, a flag, a date, nothing, or a list
 * or an object of values.
 *
 * <p>Unlike an attribute it is shown exactly as it was given: {@code 12.50} stays {@code 12.50}.
 */
public sealed interface MessageValue {

  /** The most lists and objects inside each other; the data itself is the first. */
  int MAX_DEPTH = 7;

  /** The most values of a request, those in lists and objects included: a receipt of 500 lines. */
  int MAX_VALUES = 5_000;

  /** A text of any language and length. */
  record Text(String value) implements MessageValue {}

  /**
   * A decimal number as it was written.
   *
   * @param value of at most {@value AttributeValue.Number#MAX_DIGITS} digits, and as many places
   *     before or behind the point
   */
  record Decimal(BigDecimal value) implements MessageValue {

    public Decimal {
      int max = AttributeValue.Number.MAX_DIGITS;
      if (value.precision() > max || Math.abs((long) value.scale()) > max) {
        throw InvalidInputException.of(
            "number", value, "use a number of at most " + max + " digits");
      }
    }

    /** Returns the number {@code value}. */
    public static Decimal of(String value) {
      return new Decimal(new BigDecimal(value));
    }

    /** Returns the number without an exponent, with the zeros behind the point as given. */
    public String display() {
      return value.toPlainString();
    }
  }

  /** A yes or no. */
  record Flag(boolean value) implements MessageValue {}

  /** A date of the calendar. */
  record Day(LocalDate value) implements MessageValue {}

  /** No value: shows nothing and hides a section, also where the template has a default. */
  record Absent() implements MessageValue {}

  /** Values in order. */
  record Items(List<MessageValue> values) implements MessageValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** Values by name. */
  record Fields(Map<String, MessageValue> values) implements MessageValue {
    public Fields {
      values = Map.copyOf(values);
    }
  }

  /** Returns an attribute as a value. */
  static MessageValue of(AttributeValue attribute) {
    return switch (attribute) {
      case AttributeValue.Text(String text) -> new Text(text);
      case AttributeValue.Number(BigDecimal number) -> new Decimal(number);
      case AttributeValue.Flag(boolean flag) -> new Flag(flag);
      case AttributeValue.Day(LocalDate date) -> new Day(date);
    };
  }

  /** Returns how many values this one holds, itself included. */
  default int count() {
    return switch (this) {
      case Items(var values) -> 1 + values.stream().mapToInt(MessageValue::count).sum();
      case Fields(var values) -> 1 + values.values().stream().mapToInt(MessageValue::count).sum();
      case Text _, Decimal _, Flag _, Day _, Absent _ -> 1;
    };
  }

  /** Returns how many lists and objects are inside each other here. */
  default int depth() {
    return switch (this) {
      case Items(var values) -> 1 + values.stream().mapToInt(MessageValue::depth).max().orElse(0);
      case Fields(var values) ->
          1 + values.values().stream().mapToInt(MessageValue::depth).max().orElse(0);
      case Text _, Decimal _, Flag _, Day _, Absent _ -> 0;
    };
  }
}
