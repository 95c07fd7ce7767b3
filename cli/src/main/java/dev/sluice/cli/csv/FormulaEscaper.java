package dev.sluice.cli.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a spreadsheet would run as a formula, made text by an apostrophe before it (OWASP, CSV
 * Injection).
 *
 * <p>A cell is a formula if it begins with {@code =}, {@code +}, {@code -} or {@code @}, in full
 * width too; one that begins with a tab or a line break may be. Cells begin where values do, and
 * inside of values behind what a spreadsheet set to another separator takes for one: a semicolon, a
 * tab, a line break.
 *
 * <p>{@link #unescape} gives back exactly what {@link #escape} was given, so that numbers below
 * zero survive being written and imported again.
 */
final class FormulaEscaper {

  private static final String SIGNS = "=+@\\-\uFF1D\uFF0B\uFF0D\uFF20";

  /** Behind quotes, which open a cell and are not part of it, and apostrophes, as some have any. */
  private static final String FIRST = "\\A\"*+%s(?='*+[" + SIGNS + "\\t\\r\\n])";

  private static final String FURTHER = "(?<=[;\\t\\r\\n])\"*+%s(?='*+[" + SIGNS + "])";
  private static final String IN_LINE = "(?:\\A|(?<=[,;\\t\\r\\n]))\"*+(?='*+[" + SIGNS + "])";

  private static final Pattern DANGEROUS =
      Pattern.compile(FIRST.formatted("") + "|" + FURTHER.formatted(""));
  private static final Pattern NEUTRAL =
      Pattern.compile(FIRST.formatted("'") + "|" + FURTHER.formatted("'"));
  private static final Pattern DANGEROUS_IN_LINE = Pattern.compile(IN_LINE);

  private FormulaEscaper() {}

  /** Returns a value that no spreadsheet runs. */
  static String escape(String value) {
    return DANGEROUS.matcher(value).replaceAll("$0'");
  }

  /** Returns the value that was neutralised; one that never was is returned as it is. */
  static String unescape(String value) {
    return NEUTRAL
        .matcher(value)
        .replaceAll(found -> quoted(found.group().substring(0, found.group().length() - 1)));
  }

  /** Returns a line, however broken, of which no spreadsheet runs a cell. */
  static String escapeLine(String line) {
    return DANGEROUS_IN_LINE.matcher(line).replaceAll("$0'");
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }
}
