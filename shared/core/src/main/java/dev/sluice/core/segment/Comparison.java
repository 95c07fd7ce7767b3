package dev.sluice.core.segment;

import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.AttributeValue.Day;
import dev.sluice.core.subscriber.AttributeValue.Flag;
import dev.sluice.core.subscriber.AttributeValue.Number;
import dev.sluice.core.subscriber.AttributeValue.Text;
import java.util.Optional;

/** How an attribute is compared with a value. */
public enum Comparison {
  EQUALS,
  NOT_EQUALS,
  LESS_THAN,
  AT_MOST,
  MORE_THAN,
  AT_LEAST;

  /** Returns whether the comparison holds for a result of {@link Comparable#compareTo}. */
  public boolean holds(int order) {
    return switch (this) {
      case EQUALS -> order == 0;
      case NOT_EQUALS -> order != 0;
      case LESS_THAN -> order < 0;
      case AT_MOST -> order <= 0;
      case MORE_THAN -> order > 0;
      case AT_LEAST -> order >= 0;
    };
  }

  /** Returns the order of two values of the same kind, empty for different kinds. */
  static Optional<Integer> compare(AttributeValue left, AttributeValue right) {
    return switch (left) {
      case Text l when right instanceof Text r -> Optional.of(l.value().compareTo(r.value()));
      case Number l when right instanceof Number r -> Optional.of(l.value().compareTo(r.value()));
      case Flag l when right instanceof Flag r ->
          Optional.of(Boolean.compare(l.value(), r.value()));
      case Day l when right instanceof Day r -> Optional.of(l.value().compareTo(r.value()));
      case Text _, Number _, Flag _, Day _ -> Optional.empty();
    };
  }
}
