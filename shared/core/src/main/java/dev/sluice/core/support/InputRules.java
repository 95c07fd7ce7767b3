package dev.sluice.core.support;

import java.util.regex.Pattern;

/** Checks the form of names and texts that come from outside. */
public final class InputRules {

  /** Characters of an identifier: enough for a UUID or a speaking name, short enough for a key. */
  public static final int MAX_ID_LENGTH = 64;

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

  private InputRules() {}

  /**
   * Returns an identifier of a topic, segment, campaign, variant or cap unchanged.
   *
   * @throws InvalidInputException unless it is 1 to 64 lower-case letters, digits, '-' and '_',
   *     starting with a letter or digit (what SES allows in a message tag, and a URL in a path)
   */
  public static String requireId(String field, String value) {
    if (!ID.matcher(value).matches()) {
      throw InvalidInputException.of(
          field,
          value,
          "use 1 to 64 lower-case letters, digits, '-' or '_', starting with a letter or digit");
    }
    return value;
  }

  /**
   * Returns a text of one line unchanged.
   *
   * @throws InvalidInputException if it is blank, longer than {@code max} characters or has control
   *     characters or line breaks
   */
  public static String requireSingleLine(String field, String value, int max) {
    if (value.isBlank() || value.length() > max || CONTROL.matcher(value).find()) {
      throw InvalidInputException.of(
          field, value, "use 1 to " + max + " characters on one line, without control characters");
    }
    return value;
  }
}
