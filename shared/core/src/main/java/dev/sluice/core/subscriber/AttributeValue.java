package dev.sluice.core.subscriber;

import dev.sluice.core.support.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;

/** The value of a subscriber's attribute: a text, a number, a flag or a date. */
public sealed interface AttributeValue {

  /** Returns the value as a template shows it. */
  String display();

  /** A text of any language. */
  record Text(String value) implements AttributeValue {
    @Override
    public String display() {
      return value;
    }
  }

  /**
   * A decimal number; 1 and 1.0 are the same number.
   *
   * @param value of at most {@value #MAX_DIGITS} digits, and as many places before or behind the
   *     point
   */
  record Number(BigDecimal value) implements AttributeValue {
    /**
     * The most digits that DynamoDB stores; without a limit, the text of 1E+999999999 would take
     * gigabytes.
     */
    public static final int MAX_DIGITS = 38;

    public Number {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
      if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS) {
        throw InvalidInputException.of(
            "number", value, "use a number of at most " + MAX_DIGITS + " digits");
      }
    }

    /** Returns the number {@code value}. */
    public static Number of(long value) {
      return new Number(BigDecimal.valueOf(value));
    }

    @Override
    public String display() {
      return value.toPlainString();
    }
  }

  /** A yes or no. */
  record Flag(boolean value) implements AttributeValue {
    @Override
    public String display() {
      return Boolean.toString(value);
    }
  }

  /** A date of the calendar, in the subscriber's own days. */
  record Day(LocalDate value) implements AttributeValue {
    @Override
    public String display() {
      return value.toString();
    }
  }
}
