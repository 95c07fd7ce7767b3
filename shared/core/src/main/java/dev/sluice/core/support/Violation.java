package dev.sluice.core.support;

import java.util.Objects;

/**
 * A violation of an input rule: the field, its value, and what would be accepted.
 *
 * @param field path of the field as the sender wrote it, such as {@code caps[0].limit}
 * @param value the offending value, shortened to {@value #MAX_VALUE_LENGTH} characters
 * @param remedy what would be accepted instead, as a sentence for the person who fixes it
 */
public record Violation(String field, String value, String remedy) {

  /** Characters of a value that are repeated in an error: enough to find it, too few to flood. */
  public static final int MAX_VALUE_LENGTH = 80;

  public Violation {
    Objects.requireNonNull(field);
    value = value.length() <= MAX_VALUE_LENGTH ? value : truncated(value) + "…";
    Objects.requireNonNull(remedy);
  }

  /** Returns this violation with its field placed below {@code parent}. */
  public Violation prefixedWith(String parent) {
    String path =
        field.isEmpty() ? parent : field.startsWith("[") ? parent + field : parent + "." + field;
    return new Violation(path, value, remedy);
  }

  private static String truncated(String value) {
    boolean cutsPair = Character.isHighSurrogate(value.charAt(MAX_VALUE_LENGTH - 1));
    return value.substring(0, cutsPair ? MAX_VALUE_LENGTH - 1 : MAX_VALUE_LENGTH);
  }
}
