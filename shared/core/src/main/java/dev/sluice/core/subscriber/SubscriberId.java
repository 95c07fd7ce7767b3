package dev.sluice.core.subscriber;

import dev.sluice.core.support.InvalidInputException;
import java.util.regex.Pattern;

/**
 * The team's own identifier of a subscriber.
 *
 * @param value 1 to 128 of {@code A-Z a-z 0-9 . _ : @ + = -}, starting with a letter or digit; all
 *     of them sort after {@code '#'}, with which the store ends an identifier inside a key
 */
public record SubscriberId(String value) implements Comparable<SubscriberId> {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@+=-]{0,127}");

  public SubscriberId {
    if (!FORM.matcher(value).matches()) {
      throw InvalidInputException.of(
          "id",
          value,
          "use 1 to 128 of A-Z a-z 0-9 . _ : @ + = -, starting with a letter or digit");
    }
  }

  @Override
  public int compareTo(SubscriberId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
