package dev.sluice.scheduling.audience;

import java.math.BigDecimal;
import java.time.LocalDate;

/** What an attribute of a subscriber holds: a text, a number, a flag or a date. */
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

  /** A decimal number; 1 and 1.0 are the same number. */
  record Number(BigDecimal value) implements AttributeValue {
    public Number {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
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
