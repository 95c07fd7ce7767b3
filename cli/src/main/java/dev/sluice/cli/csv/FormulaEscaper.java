package dev.sluice.cli.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Escapes values that a spreadsheet would run as formulas: an apostrophe before a value makes it
 * text (OWASP, CSV Injection).
 *
 * <p>A cell is a formula if it begins with {@code =}, {@code +}, {@code -} or {@code @}, also in
 * full width; one that begins with a tab or a line break may be. Cells begin at the beginning of a
 * value and, in spreadsheets set to another separator, after a semicolon, a tab or a line break
 * inside a value.
 *
 * <p>{@link #unescape} returns exactly what {@link #escape} was given, so that negative numbers can
 * be written and imported again.
 */
final class FormulaEscaper {

  private static final String SIGNS = "=+@\\-\uFF1D\uFF0B\uFF0D\uFF20";

  /** After quotes, which open a cell and are no part of it, and before any apostrophes. */
  private static final String FIRST = "\\A\"*+%s(?='*+[" + SIGNS + "\\t\\r\\n])";

  private static final String FURTHER = "(?<=[;\\t\\r\\n])\"*+%s(?='*+[" + SIGNS + "])";

  private static final Pattern DANGEROUS =
      Pattern.compile(FIRST.formatted("") + "|" + FURTHER.formatted(""));
  private static final Pattern ESCAPED =
      Pattern.compile(FIRST.formatted("'") + "|" + FURTHER.formatted("'"));

  private FormulaEscaper() {}

  /** Returns a value that no spreadsheet runs as a formula. */
  static String escape(String value) {
    return DANGEROUS.matcher(value).replaceAll("$0'");
  }

  /** Returns the value that was escaped; any other value is returned unchanged. */
  static String unescape(String value) {
    return ESCAPED
        .matcher(value)
        .replaceAll(found ->
            Matcher.quoteReplacement(found.group().substring(0, found.group().length() - 1)));
  }
}
